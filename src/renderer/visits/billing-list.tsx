import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReadyForBilling } from '#domain/visits/billing-list.ts';
import { Key } from '../app/frame/key.tsx';
import { PickList } from '../app/pick-list.tsx';
import { useFigures } from '../app/use-figures.ts';
import type { Pick } from '../app/use-pick.ts';
import { type NotWaiting, NotWaitingList } from './not-waiting.tsx';
import { Token } from './token.tsx';

/** Who waits to pay, the longest waiting first, then those left behind by days that are over. Arrows choose while the search has the keyboard. */
export function BillingList({
  ready,
  anyone,
  text,
  onText,
  field,
  choice,
  dueOf,
  notWaiting,
  onAccount,
}: {
  /** As found by what was typed. */
  ready: readonly ReadyForBilling[];
  /** Whether anybody waits at all. */
  anyone: boolean;
  text: string;
  onText: (text: string) => void;
  field: RefObject<HTMLInputElement | null>;
  choice: Pick<ReadyForBilling>;
  /** What a bill comes to that was changed here and is not issued; null where it was not. */
  dueOf: (visitId: string) => number | null;
  /** Who else was found, where nobody who waits was. */
  notWaiting: NotWaiting;
  /** Opens the account of the one chosen among them. */
  onAccount: () => void;
}) {
  const { t } = useTranslation();
  const shown = notWaiting.found.length > 0 ? notWaiting : { found: ready, choice };
  const { picked } = shown.choice;
  return (
    <>
      <div className="panel-head">
        <TextInput
          ref={field}
          flex={1}
          aria-label={t('cashier.search')}
          placeholder={t('cashier.searchHint')}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={<Key name="F2" />}
          rightSectionPointerEvents="none"
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          onKeyDown={shown.choice.onKeyDown}
          role="combobox"
          aria-expanded={shown.found.length > 0}
          aria-controls={shown.choice.listId}
          aria-activedescendant={picked ? shown.choice.optionId(picked.id) : undefined}
          autoComplete="off"
          autoFocus
        />
      </div>
      <div className="scroll">
        <PickList
          items={ready}
          choice={choice}
          label={t('cashier.list')}
          partOf={({ fromBefore }) => (fromBefore ? t('reception.views.earlier') : null)}
          onOpen={() => field.current?.focus()}
        >
          {(one) => <BillingRow one={one} dueMinor={(one.invoiceId === null ? dueOf(one.id) : null) ?? one.totalMinor} />}
        </PickList>
        {ready.length === 0 && <div className="empty">{anyone ? t('cashier.noMatch') : t('cashier.empty')}</div>}
        <NotWaitingList of={notWaiting} onOpen={onAccount} />
      </div>
    </>
  );
}

function BillingRow({ one, dueMinor }: { one: ReadyForBilling; dueMinor: number }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <div className="billing-row">
      <Token of={one} />
      <div className="clip">
        <div className="visit-name clip">{one.patientName}</div>
        <div className="visit-more clip">
          {[one.doctorName, one.invoiceId === null ? '' : t('visitStates.INVOICED')].filter(Boolean).join(' · ')}
        </div>
      </div>
      <div className="figure">
        <div className="visit-name">{figures.amount(dueMinor)}</div>
        <div className="visit-more">{one.readyAtMs === null ? '' : figures.time(one.readyAtMs)}</div>
      </div>
    </div>
  );
}
