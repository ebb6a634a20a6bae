import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LOOSE_MINOR } from '#domain/kernel/money.ts';
import { useFigures } from '../app/use-figures.ts';
import { MOST_PIECES, typedLoose, typedPieces } from './typed-pieces.ts';

/** Where the currency has no list of its own, pieces that can count any amount. */
const ANY_PIECES = [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1];

export interface Counting {
  readonly counts: readonly {
    readonly denominationMinor: number;
    readonly pieces: number;
    /** Typed as an amount: coins below the smallest of the list. */
    readonly loose: boolean;
    readonly isWrong: boolean;
  }[];
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
  const figures = useFigures();
  const isLoose = (denominationMinor: number) => denominations.length > 0 && denominationMinor === LOOSE_MINOR;
  const read = values.map((denominationMinor) => {
    const text = typed[denominationMinor] ?? '';
    const loose = isLoose(denominationMinor);
    return { denominationMinor, loose, pieces: loose ? typedLoose(text, figures.parseAmount) : typedPieces(text) };
  });
  const counts = read.map(({ pieces, ...one }) => ({ ...one, pieces: pieces ?? 0, isWrong: pieces === undefined }));
  return {
    counts,
    there: counts.filter(({ pieces }) => pieces > 0).map(({ denominationMinor, pieces }) => ({ denominationMinor, pieces })),
    countedMinor: counts.reduce((sum, one) => sum + one.denominationMinor * one.pieces, 0),
    isWrong: counts.some((one) => one.isWrong),
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
        {counting.counts.map(({ denominationMinor, pieces, loose, isWrong }, at) => (
          <Counted
            key={denominationMinor}
            first={focused && at === 0}
            label={
              loose
                ? t('till.loose', { amount: figures.money(counting.counts.at(-2)?.denominationMinor ?? 0) })
                : figures.money(denominationMinor)
            }
            wrong={isWrong ? t(loose ? 'till.looseWrong' : 'till.piecesWrong', { most: MOST_PIECES }) : null}
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
  wrong,
  typed,
  amount,
  onTyped,
}: {
  first: boolean;
  label: string;
  /** What is wrong with what was typed; null: nothing. */
  wrong: string | null;
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
        maxLength={12}
        error={wrong !== null}
        styles={{ input: { textAlign: 'right' } }}
        data-autofocus={first || undefined}
        // A second count begins in the same dialog, which moves the keyboard only when it opens.
        autoFocus={first}
        value={typed}
        onChange={(event) => onTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
      />
      {wrong !== null ? (
        // Beside the narrow field, where its amount would stand.
        <span role="alert" className="count-wrong">
          {wrong}
        </span>
      ) : (
        <span className="figure">{amount}</span>
      )}
    </>
  );
}
