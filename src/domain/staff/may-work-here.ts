import { counter } from '../clinics/counter.ts';
import type { Place } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import type { User } from './user.ts';
import { WORKPLACES } from './workplaces.ts';

/** What somebody does in the clinic: as what, and where they take money. */
export type Work = Pick<User, 'roles' | 'counterIds'>;

/** Why somebody with this work may not do it at a terminal; undefined when they may. A cashier works only where assigned. */
export function mayWorkHere(reader: Reader, work: Work, place: Pick<Place, 'terminalId' | 'kind'>): Refusal | undefined {
  const roles = work.roles.filter((role) => WORKPLACES[role].includes(place.kind));
  if (roles.length === 0) return refuse('role-not-for-terminal', { kind: place.kind });
  // Whoever can take money is bound to their counters, whatever else they are.
  if (!roles.includes('cashier')) return undefined;
  // Asked before everything anybody does: a look at their own counters costs less than looking for the one of this terminal.
  if (work.counterIds.some((id) => reader.get(counter, id)?.terminalId === place.terminalId)) return undefined;
  const here = reader.find(counter, { terminalId: place.terminalId }, { limit: 1 })[0];
  return refuse('not-your-counter', { counter: here?.name ?? null });
}
