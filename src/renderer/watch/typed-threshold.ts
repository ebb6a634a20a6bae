import type { Unit } from '#domain/watch/rules/watch-rule.ts';

/** Shares are typed in percent and amounts in whole currency, both kept in hundredths; the rest as they are. */
const IN_HUNDREDTHS: readonly Unit[] = ['share', 'amount'];

export function typedThreshold(unit: Unit, value: number): string {
  return IN_HUNDREDTHS.includes(unit) ? (value / 100).toFixed(2).replace(/\.?0+$/, '') : String(value);
}

/** Undefined where what was typed is no value of the unit. */
export function readThreshold(unit: Unit, typed: string): number | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(typed.replace(/[\s,₹%]/g, ''));
  if (!match) return undefined;
  const whole = Number(match[1]);
  if (!IN_HUNDREDTHS.includes(unit)) return match[2] === undefined ? whole : undefined;
  return whole * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
