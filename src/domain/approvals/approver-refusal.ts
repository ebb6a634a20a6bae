import type { EntryFacts } from '../kernel/entry-facts.ts';
import type { Reader } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { isSamePerson } from '../staff/same-person.ts';
import { type User, user } from '../staff/user.ts';

/** Who asked for what is to be decided, and who would get the money. */
interface Asked {
  readonly requesterId: string;
  readonly payeeId: string | null;
  readonly sessionId: string | null;
}

/**
 * Why this person may not decide on the request: four eyes are two people's, not two accounts'. Whether they hold a role
 * that approves is judged with their signature (see `ChangeType.signedBy`).
 */
export function approverRefusal(
  { requesterId, payeeId, sessionId }: Asked,
  approverId: string,
  entry: Pick<EntryFacts, 'actorId' | 'sessionId'>,
  reader: Reader,
): Refusal | undefined {
  if (approverId === requesterId) return refuse('own-request');
  if (approverId === payeeId) return refuse('own-payment');
  const approver = reader.get(user, approverId);
  if (!approver) return refuse('user-unknown');
  const requester = reader.get(user, requesterId);
  if (isSamePerson(approver, requester)) return refuse('own-request', { login: approver.login });
  const payee = payeeId === null ? undefined : reader.get(user, payeeId);
  if (payee && isSamePerson(approver, payee)) return refuse('own-payment', { login: approver.login });
  if (payee && isSamePerson(payee, requester)) return refuse('payee-is-requester', { name: payee.name });
  if (isControlledBy(approver, requester)) return refuse('account-controlled', { login: approver.login });
  // A session is one person's: whoever decides in their own one cannot be in the one that asked.
  if (entry.actorId === approverId && sessionId !== null && entry.sessionId === sessionId) return refuse('approval-same-session');
  return undefined;
}

/** The other gave this account its password, and its owner has not set another. */
export function isControlledBy({ id, passwordSetById }: User, other: User | undefined): boolean {
  return passwordSetById !== id && passwordSetById === other?.id;
}
