import type { Reader } from '../kernel/record.ts';
import type { Role } from '../kernel/roles.ts';
import { clinic } from './clinic.ts';
import { DEFAULT_MONEY_SETTINGS, type MoneySettings } from './settings.ts';

/** What the clinic decided about money; what is usual, until it has. */
export function moneySettingsOf(reader: Reader, clinicId: string): MoneySettings {
  return { ...DEFAULT_MONEY_SETTINGS, ...reader.get(clinic, clinicId) };
}

/** How much somebody with these roles may grant alone: the largest cap of their roles, 0 with none of them; null: any. */
export function capFor<Cap extends number | null>(caps: { readonly [One in Role]?: Cap }, roles: readonly Role[]): Cap | 0 {
  let largest: Cap | 0 = 0;
  for (const role of roles) {
    const cap: Cap | 0 = caps[role] === undefined ? 0 : caps[role];
    if (cap === null) return cap;
    if (largest !== null && cap > largest) largest = cap;
  }
  return largest;
}
