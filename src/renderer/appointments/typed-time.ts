/**
 * Minutes after midnight of a time as people type it: `9:45`, `0945`, `945`, `16.30`, `4 pm`, `4:30pm`, `9`; undefined where it
 * is none.
 */
export function typedTime(text: string): number | undefined {
  const [, digits = '', after = '', half = ''] =
    /^(\d{1,4})(?:[:.h ](\d{2}))?\s*(?:([ap])\.?m\.?)?$/.exec(text.trim().toLowerCase()) ?? [];
  if (digits === '' || (after !== '' && digits.length > 2)) return undefined;
  const together = digits.length > 2;
  const hour = Number(together ? digits.slice(0, -2) : digits);
  const minute = Number(together ? digits.slice(-2) : after);
  if (minute > 59 || hour > 23 || (half !== '' && (hour < 1 || hour > 12))) return undefined;
  return (half === '' ? hour : (hour % 12) + (half === 'p' ? 12 : 0)) * 60 + minute;
}

/** The free time after the one that is typed, or before it; where nothing is typed, the first. */
export function nextFree(free: readonly number[], at: number | undefined, step: 1 | -1): number | undefined {
  if (at === undefined) return free[0];
  return (step === 1 ? free.find((one) => one > at) : free.findLast((one) => one < at)) ?? at;
}
