import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFigures } from '../app/use-figures.ts';
import { MOST_PIECES, typedPieces } from './typed-pieces.ts';

/** Where the currency has no list of its own, pieces that can count any amount. */
const ANY_PIECES = [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1];

export interface Counting {
  readonly counts: readonly { readonly denominationMinor: number; readonly pieces: number }[];
  /** Only what there is, as operations take it. */
  readonly there: { denominationMinor: number; pieces: number }[];
  readonly countedMinor: number;
  /** Something typed is no number of pieces: nothing is to be done with the count until it is one. */
  readonly isWrong: boolean;
  readonly typed: Readonly<Record<number, string>>;
  type(denominationMinor: number, pieces: string): void;
  clear(): void;
}

/** A blind count as it is typed. @param denominations minor units, largest first */
export function useCounting(denominations: readonly number[]): Counting {
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const values = denominations.length > 0 ? denominations : ANY_PIECES;
  const read = values.map((denominationMinor) => ({ denominationMinor, pieces: typedPieces(typed[denominationMinor] ?? '') }));
  const counts = read.map(({ denominationMinor, pieces }) => ({ denominationMinor, pieces: pieces ?? 0 }));
  return {
    counts,
    there: counts.filter(({ pieces }) => pieces > 0),
    countedMinor: counts.reduce((sum, one) => sum + one.denominationMinor * one.pieces, 0),
    isWrong: read.some(({ pieces }) => pieces === undefined),
    typed,
    type: (denominationMinor, pieces) => setTyped({ ...typed, [denominationMinor]: pieces }),
    clear: () => setTyped({}),
  };
}

/** The fields of a count, note by note, and what they come to. Enter goes from one to the next. */
export function CountFields({ counting, focused = true }: { counting: Counting; focused?: boolean }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <>
      <div className="counting">
        {counting.counts.map(({ denominationMinor, pieces }, at) => (
          <Counted
            key={denominationMinor}
            first={focused && at === 0}
            label={figures.money(denominationMinor)}
            typed={counting.typed[denominationMinor] ?? ''}
            amount={figures.amount(denominationMinor * pieces)}
            onTyped={(typed) => counting.type(denominationMinor, typed)}
          />
        ))}
      </div>
      <div className="count-total">
        <span>{t('till.counted')}</span>
        <span>{counting.isWrong ? '–' : figures.money(counting.countedMinor)}</span>
      </div>
    </>
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
  const { t } = useTranslation();
  const isWrong = typedPieces(typed) === undefined;
  return (
    <>
      <span className="figure visit-name">{label}</span>
      <TextInput
        aria-label={label}
        size="xs"
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        error={isWrong}
        styles={{ input: { textAlign: 'right' } }}
        data-autofocus={first || undefined}
        // A second count begins in the same dialog, which moves the keyboard only when it opens.
        autoFocus={first}
        value={typed}
        onChange={(event) => onTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
      />
      {isWrong ? (
        // Beside the narrow field, where its amount would stand.
        <span role="alert" className="count-wrong">
          {t('till.piecesWrong', { most: MOST_PIECES })}
        </span>
      ) : (
        <span className="figure">{amount}</span>
      )}
    </>
  );
}
