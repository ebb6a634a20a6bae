import type { User } from './user.ts';

/** Whether two accounts are one person's, as far as the clinic has said. */
export function isSamePerson(one: User, other: User | undefined): boolean {
  return one.id === other?.id || (one.personCode !== null && one.personCode === other?.personCode);
}
