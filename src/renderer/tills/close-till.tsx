import { Button, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRun } from '../app/asking.ts';
import type { OperationResult } from '../app/counter.ts';
import { Dialog } from '../app/dialog.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';

export type ClosedTill = Extract<OperationResult<'closeTill'>, { outcome: 'closed' }>;

/** Where the currency has no list of its own, pieces that can count any amount. */
const ANY_PIECES = [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1];

/** Counts the drawer blind, note by note, and closes the till. */
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
  const figures = useFigures();
  const closing = useRun('closeTill');
  const [pieces, setPieces] = useState<Readonly<Record<number, string>>>({});
  const [sure, setSure] = useState(false);
  const [again, setAgain] = useState(false);
  const values = denominations.length > 0 ? denominations : ANY_PIECES;
  const counts = values.map((denominationMinor) => ({ denominationMinor, pieces: Number(pieces[denominationMinor] || 0) }));
  const countedMinor = counts.reduce((sum, one) => sum + one.denominationMinor * one.pieces, 0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (closing.isPending) return;
    // An empty drawer is rare; an Enter too many is not.
    if (countedMinor === 0 && !sure) return setSure(true);
    closing.mutate(
      { counts: counts.filter((one) => one.pieces > 0) },
      {
        onSuccess: (answer) => {
          if (answer.outcome === 'closed') return onClosed(answer);
          setAgain(true);
          setPieces({});
        },
      },
    );
  };
  return (
    <Dialog onClose={onBack} title={t('till.closeTitle')} size={460} closeOnClickOutside={false}>
      <form onSubmit={submit} onKeyDown={enterMovesOn}>
        <Text c="dimmed" size="sm" mb="sm">
          {t('till.closeWhat')}
        </Text>
        <div className="counting">
          {counts.map(({ denominationMinor, pieces: count }, at) => (
            <Counted
              key={denominationMinor}
              first={at === 0}
              label={figures.money(denominationMinor)}
              typed={pieces[denominationMinor] ?? ''}
              amount={figures.amount(denominationMinor * count)}
              onTyped={(typed) => setPieces({ ...pieces, [denominationMinor]: typed })}
            />
          ))}
        </div>
        <div className="count-total">
          <span>{t('till.counted')}</span>
          <span>{figures.money(countedMinor)}</span>
        </div>
        {sure && countedMinor === 0 && (
          <Text role="alert" className="chip due" mt="sm">
            {t('till.reallyZero')}
          </Text>
        )}
        {again && (
          <Text role="alert" className="chip due" mt="sm">
            {t('till.countAgain')}
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
    </Dialog>
  );
}

function Counted({
  first,
  label,
  typed,
  amount,
  onTyped,
}: {
  first: boolean;
  label: string;
  typed: string;
  amount: string;
  onTyped: (typed: string) => void;
}) {
  return (
    <>
      <span className="figure visit-name">{label}</span>
      <TextInput
        aria-label={label}
        size="xs"
        inputMode="numeric"
        autoComplete="off"
        maxLength={5}
        styles={{ input: { textAlign: 'right' } }}
        data-autofocus={first || undefined}
        value={typed}
        onChange={(event) => onTyped(event.currentTarget.value.replace(/\D/g, ''))}
        onFocus={(event) => event.currentTarget.select()}
      />
      <span className="figure">{amount}</span>
    </>
  );
}

/** The till is closed: its Z, and what was counted. */
export function TillClosed({ closed, onPrint, onDone }: { closed: ClosedTill; onPrint: () => void; onDone: () => void }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <Dialog onClose={onDone} title={t('till.closedTitle')}>
      <div className="taken" style={{ borderRadius: 6 }}>
        <div>{t('till.z', { number: closed.zNumber })}</div>
        <div className="taken-change">{figures.money(closed.countedMinor)}</div>
        <div>{t('till.counted')}</div>
      </div>
      <div className="buttons">
        <Button variant="default" onClick={onPrint}>
          {t('till.printZ')}
        </Button>
        <Button data-autofocus onClick={onDone} rightSection={<Key name="Enter" onButton />}>
          {t('till.finish')}
        </Button>
      </div>
    </Dialog>
  );
}
