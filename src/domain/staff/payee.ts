import { type Reader, searchWords } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { isSamePerson } from './same-person.ts';
import { user } from './user.ts';

/** Why money cannot go to this person of the clinic by what the actor does: asks for it, or pays it out. */
export function payeeRefusal(reader: Reader, payeeId: string | null, actorId: string): Refusal | undefined {
  if (payeeId === null) return undefined;
  const payee = reader.get(user, payeeId);
  if (!payee) return refuse('payee-unknown');
  return isSamePerson(payee, reader.get(user, actorId)) ? refuse('payee-is-you', { name: payee.name }) : undefined;
}

/**
 * Who gets money, as it is written down: somebody of the clinic under their own name, others as they are called. A name of
 * the staff is no stranger's: who they are is said, so that they do not approve it.
 */
export function namedPayee(
  reader: Reader,
  { payee, payeeId }: { readonly payee: string; readonly payeeId: string | null },
): { readonly payee: string; readonly payeeId: string | null } | Refusal {
  if (payeeId !== null) return { payee: reader.get(user, payeeId)?.name ?? payee, payeeId };
  const words = searchWords(payee).join(' ');
  const staff = reader.find(user, { state: 'ACTIVE' }, { limit: 1000 });
  const [namesake] = staff.filter(({ name }) => searchWords(name).join(' ') === words);
  return namesake && words !== '' ? refuse('payee-is-staff', { name: namesake.name }) : { payee, payeeId };
}
