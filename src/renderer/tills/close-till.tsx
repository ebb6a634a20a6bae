import { Button, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LockedOver } from '#domain/tills/locked-over.ts';
import { AmountField } from '../app/amount-field.tsx';
import { useRead, useRun } from '../app/asking.ts';
import type { OperationResult } from '../app/counter.ts';
import { Dialog } from '../app/dialog.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useDialogKeys } from '../app/use-keys.ts';
import { CountFields, useCounting } from './counting.tsx';
import { LockedOverNote } from './locked-over-note.tsx';
import { SlipTicks } from './slip-ticks.tsx';

export type ClosedTill = Extract<OperationResult<'closeTill'>, { outcome: 'closed' }>;

/** First the slips of what was not paid in cash, one by one; then the drawer, blind, note by note. Then the till is closed. */
export function CloseTill({
  denominations,
  onClosed,
  onBack,
}: {
  /** Minor units, largest first. */
  denominations: readonly number[];
  onClosed: (closed: ClosedTill) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const { data: items } = useRead('tillNonCashItems', {});
  const [ticked, setTicked] = useState<readonly string[] | null>(null);
  if (items === undefined) return null;
  const ticking = items.length > 0 && ticked === null;
  return (
    <Dialog
      onClose={onBack}
      title={ticking ? t('drawer.slipsTitle') : t('till.closeTitle')}
      size={ticking ? 620 : 460}
      closeOnClickOutside={false}
    >
      {ticking ? (
        <SlipTicks items={items} onTicked={setTicked} onBack={onBack} />
      ) : (
        <Count denominations={denominations} ticked={ticked ?? []} onClosed={onClosed} onBack={onBack} />
      )}
    </Dialog>
  );
}

function Count({ denominations, ticked, onClosed, onBack }: Parameters<typeof CloseTill>[0] & { ticked: readonly string[] }) {
  const { t } = useTranslation();
  const closing = useRun('closeTill');
  const counting = useCounting(denominations);
  const figures = useFigures();
  const [left, setLeft] = useState('');
  const [sure, setSure] = useState(false);
  const [again, setAgain] = useState(false);
  const leftWrong = left.trim() !== '' && figures.parseAmount(left) === undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (closing.isPending || counting.isWrong || leftWrong) return;
    // An empty drawer is rare; an Enter too many is not.
    if (counting.countedMinor === 0 && !sure) return setSure(true);
    closing.mutate(
      { counts: counting.there, ticked: [...ticked], leftMinor: figures.parseAmount(left) ?? null },
      {
        onSuccess: (answer) => {
          if (answer.outcome === 'closed') return onClosed(answer);
          setAgain(true);
          setSure(false);
          counting.clear();
        },
      },
    );
  };
  return (
    <form key={String(again)} onSubmit={submit} onKeyDown={enterMovesOn}>
      <Text c="dimmed" size="sm" mb="sm">
        {t('till.closeWhat')}
      </Text>
      {again && (
        <Text role="alert" className="chip due sentence" mb="sm">
          {t('till.countAgain')}
        </Text>
      )}
      <CountFields counting={counting} />
      <AmountField mt="sm" label={t('till.left')} description={t('till.leftWhat')} value={left} onTyped={setLeft} zero />
      {sure && counting.countedMinor === 0 && (
        <Text role="alert" className="chip due sentence" mt="sm">
          {t('till.reallyZero')}
        </Text>
      )}
      <RefusalNote refusal={closing.refusal} mt="sm" />
      <div className="buttons">
        <Button variant="default" onClick={onBack} rightSection={<Key name="Esc" />}>
          {t('common.back')}
        </Button>
        <Button type="submit" loading={closing.isPending} rightSection={<Key name="Enter" onButton />}>
          {t('till.closeNow')}
        </Button>
      </div>
    </form>
  );
}

/** The till is closed: its Z, and what was counted. */
export function TillClosed({
  closed,
  lockedOver,
  onPrint,
  onDone,
}: {
  closed: ClosedTill;
  lockedOver: LockedOver | null;
  onPrint: () => void;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  useDialogKeys({ 'mod+p': onPrint });
  return (
    <Dialog onClose={onDone} title={t('till.closedTitle')}>
      <div className="taken" style={{ borderRadius: 6 }}>
        <div>{t('till.z', { number: closed.zNumber })}</div>
        <div className="taken-change">{figures.money(closed.countedMinor)}</div>
        <div>{t('till.counted')}</div>
      </div>
      {lockedOver?.zNumber === closed.zNumber && <LockedOverNote over={lockedOver} />}
      <div className="buttons">
        <Button variant="default" onClick={onPrint} rightSection={<Key name="Ctrl P" />}>
          {t('till.printZ')}
        </Button>
        <Button data-autofocus onClick={onDone} rightSection={<Key name="Enter" onButton />}>
          {t('till.finish')}
        </Button>
      </div>
    </Dialog>
  );
}
