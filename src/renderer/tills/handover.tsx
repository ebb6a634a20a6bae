import { Button, Text, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TillState } from '#domain/tills/till-state.ts';
import { useRead, useRun } from '../app/asking.ts';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useKeys } from '../app/use-keys.ts';
import { WithReason } from '../app/with-reason.tsx';
import { switchUser } from '../session/leaving.ts';
import { CountFields, useCounting } from './counting.tsx';
import { LockedOverNote } from './locked-over-note.tsx';
import { SlipTicks } from './slip-ticks.tsx';

type Open = NonNullable<TillState['open']>;

/** One's own drawer waits for the next cashier: nothing is sold meanwhile. */
export function WaitingHandover({ open, lockedOver }: { open: Open; lockedOver: TillState['lockedOver'] }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const withdrawing = useRun('withdrawHandover');
  const [asked, setAsked] = useState(false);
  useKeys({ f8: () => setAsked(true) });
  const cashier = open.handover?.toName ?? '';
  return (
    <div className="door">
      <div className="door-box">
        <div className="door-main">
          <Title order={2} size="h1">
            {t('drawer.waitsTitle', { cashier })}
          </Title>
          <LockedOverNote over={lockedOver} />
          <Text mt="sm">{t('drawer.waitsWhat', { cashier, time: figures.time(open.handover?.offeredAtMs ?? 0) })}</Text>
          <div className="buttons">
            <Button variant="default" onClick={() => setAsked(true)} rightSection={<Key name="F8" />}>
              {t('drawer.withdraw')}
            </Button>
            <Button autoFocus onClick={switchUser} rightSection={<Key name="Ctrl K" onButton />}>
              {t('frame.switchUser')}
            </Button>
          </div>
        </div>
      </div>
      {asked && (
        <WithReason
          title={t('drawer.withdraw')}
          what={t('drawer.withdrawWhat')}
          action={t('drawer.withdraw')}
          doing={withdrawing}
          inputOf={(reason) => ({ reason })}
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  );
}

/**
 * A drawer that was offered to whoever works here now: they tick the slips that come with it, count the cash too, and it is
 * theirs.
 */
export function AcceptHandover({
  open,
  lockedOver,
  denominations,
}: {
  open: Open;
  lockedOver: TillState['lockedOver'];
  denominations: readonly number[];
}) {
  const { t } = useTranslation();
  const { data: items, refusal } = useRead('tillNonCashItems', {});
  const [ticked, setTicked] = useState<readonly string[] | null>(null);
  const ticking = (items ?? []).length > 0 && ticked === null;
  const { cashierName: cashier } = open;
  return (
    <div className="door">
      <div className="door-box">
        <div className="door-main">
          <Title order={2} size="h1">
            {t('drawer.acceptTitle', { cashier })}
          </Title>
          <LockedOverNote over={lockedOver} />
          <Text c="dimmed" mt="sm" mb="sm">
            {t(ticking ? 'drawer.acceptSlips' : 'drawer.acceptWhat', { cashier })}
          </Text>
          <RefusalNote refusal={refusal} />
          {items && ticking && <SlipTicks items={items} onTicked={setTicked} />}
          {items && !ticking && <CountOffered denominations={denominations} ticked={ticked ?? []} />}
        </div>
      </div>
    </div>
  );
}

function CountOffered({ denominations, ticked }: { denominations: readonly number[]; ticked: readonly string[] }) {
  const { t } = useTranslation();
  const accepting = useRun('acceptHandover');
  const counting = useCounting(denominations);
  const [sure, setSure] = useState(false);
  const [again, setAgain] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (accepting.isPending || counting.isWrong) return;
    if (counting.countedMinor === 0 && !sure) return setSure(true);
    accepting.mutate(
      { counts: counting.there, ticked: [...ticked] },
      {
        onSuccess: ({ outcome }) => {
          if (outcome === 'accepted') return;
          setAgain(true);
          counting.clear();
        },
      },
    );
  };
  return (
    <form onSubmit={submit} onKeyDown={enterMovesOn}>
      {again && (
        <Text role="alert" className="chip due sentence" mb="sm">
          {t('drawer.countsDiffer')}
        </Text>
      )}
      <CountFields key={String(again)} counting={counting} />
      {sure && counting.countedMinor === 0 && (
        <Text role="alert" className="chip due sentence" mt="sm">
          {t('till.reallyZero')}
        </Text>
      )}
      <RefusalNote refusal={accepting.refusal} mt="sm" />
      <div className="buttons">
        <Button type="submit" size="md" loading={accepting.isPending} rightSection={<Key name="Enter" onButton />}>
          {t('drawer.accept')}
        </Button>
      </div>
    </form>
  );
}
