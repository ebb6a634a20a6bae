import { useFigures, useTerminalState } from '../app/use-figures.ts';

interface Given {
  readonly token: string;
  readonly businessDate: string;
}

/** A token as it is called out. Tokens are counted for each business date: one of another date has its day beneath it. */
export function Token({ of: { token, businessDate } }: { of: Given }) {
  const day = useOtherDay(businessDate);
  return (
    <span className="visit-token">
      {token}
      {day !== null && (
        <>
          {' '}
          <small className="token-day">{day}</small>
        </>
      )}
    </span>
  );
}

/** The same in the middle of a line: `1-07`, or `1-07 (20 Nov)`. */
export function useTokenText({ token, businessDate }: Given): string {
  const day = useOtherDay(businessDate);
  return day === null ? token : `${token} (${day})`;
}

/** Null on the date this terminal works in. */
function useOtherDay(date: string): string | null {
  const { businessDate } = useTerminalState();
  const figures = useFigures();
  return businessDate === null || date === businessDate ? null : figures.shortDay(date);
}
