import { approvalRefusal } from '../approvals/approval-refusal.ts';
import type { ApprovalUse } from '../approvals/approval-use.ts';
import { isControlledBy } from '../approvals/approver-refusal.ts';
import { APPROVERS } from '../approvals/changes.ts';
import { requestText } from '../approvals/request-text.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import type { Reader } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { NO_TAKINGS, type Takings, TENDER_KINDS, takingsTotal } from '../payments/tender.ts';
import { isSamePerson } from '../staff/same-person.ts';
import { user } from '../staff/user.ts';
import type { Till } from './till.ts';
import { tillRefusal } from './till-refusal.ts';
import { allDoings, type CountedPieces, type ZTotals } from './z.ts';

interface Closing {
  readonly tillId: string;
  readonly z: ZTotals;
  readonly forced?: { readonly reason: string } | undefined;
  readonly approval?: ApprovalUse | undefined;
}

/** What a manager agrees to when somebody else closes a till: this drawer, as counted, for this reason. */
export function forceCloseText(tillId: string, denominations: readonly CountedPieces[], reason: string): string {
  const counted = denominations.filter(({ pieces }) => pieces > 0).sort((a, b) => b.denominationMinor - a.denominationMinor);
  return requestText('force-close', { tillId, denominations: counted, reason });
}

/**
 * Why a till is not closed like this: by its cashier, by the one who takes the drawer over, by a manager in their own name, or
 * by another with a manager's approval; and with a Z that says what it did.
 */
export function closingRefusal(
  one: Till | undefined,
  body: Closing,
  entry: EntryFacts,
  reader: Reader,
  expectedMinor: number,
): Refusal | undefined {
  const refusal = body.forced ? forcedRefusal(one, body, entry, reader) : ownRefusal(one, body, entry);
  if (refusal || !one) return refusal;
  return zSays(one, body.z, expectedMinor)
    ? undefined
    : refuse('z-differs', { zNumber: body.z.number, cashier: one.cashierName });
}

function ownRefusal(one: Till | undefined, { z }: Closing, entry: EntryFacts): Refusal | undefined {
  const given = one?.handover;
  if (!one || !given) return z.handedOver ? refuse('no-handover') : tillRefusal(one, entry);
  if (given.state === 'OFFERED') return tillRefusal(one, entry) ?? refuse('handover-open', { cashier: given.toName });
  // Taken over: what was counted by the one who left stands, and by the one who came beside it.
  const isSame =
    z.countedMinor === given.countedMinor &&
    z.handedOver?.handoverId === given.handoverId &&
    z.handedOver.toUserId === entry.actorId &&
    z.handedOver.acceptedMinor === given.acceptedMinor &&
    z.handedOver.differenceMinor === (given.acceptedMinor ?? 0) - given.countedMinor;
  if (given.toUserId !== entry.actorId) return refuse('handover-to-another', { cashier: given.toName });
  return one.state === 'OPEN' && isSame ? undefined : refuse('z-differs', { zNumber: z.number, cashier: one.cashierName });
}

function forcedRefusal(
  one: Till | undefined,
  { tillId, z, forced, approval }: Closing,
  entry: EntryFacts,
  reader: Reader,
): Refusal | undefined {
  if (one?.state !== 'OPEN') return refuse('no-open-till');
  if (one.terminalId !== entry.terminalId) return refuse('till-of-another-terminal', { terminal: one.terminalCode });
  if (one.userId === entry.actorId) return refuse('till-is-yours');
  if (z.handedOver) return refuse('no-handover');
  if (!approval) return aloneRefusal(one, entry, reader);
  const request = forceCloseText(tillId, z.denominations, forced?.reason ?? '');
  return approvalRefusal(reader, 'force-close', approval, request);
}

/**
 * Why somebody may not close another's till with nobody's yes. Whoever may approve it is the authority themselves; but not
 * over their own till by another login, nor with an account that the till's cashier holds the password of.
 */
function aloneRefusal({ userId }: Till, { actorId }: EntryFacts, reader: Reader): Refusal | undefined {
  const closer = reader.get(user, actorId);
  if (!closer?.roles.some((role) => APPROVERS.includes(role))) return refuse('approval-needed', { kind: 'force-close' });
  const cashier = reader.get(user, userId);
  if (isSamePerson(closer, cashier)) return refuse('till-is-yours');
  return isControlledBy(closer, cashier) ? refuse('approval-needed', { kind: 'force-close' }) : undefined;
}

/** The Z must say what the till did, and its count must add up. */
function zSays(one: Till, z: ZTotals, expectedMinor: number): boolean {
  const countedMinor = z.denominations.reduce((sum, { denominationMinor, pieces }) => sum + denominationMinor * pieces, 0);
  return (
    z.openingFloatMinor === one.openingFloatMinor &&
    saysDoings(one, z) &&
    saysProofs(one, z) &&
    z.countedMinor === countedMinor &&
    z.expectedMinor === expectedMinor &&
    (z.leftMinor ?? 0) <= countedMinor &&
    z.varianceMinor === z.countedMinor - z.expectedMinor
  );
}

const SUMS = [
  'advances',
  'advancesMinor',
  'creditNotes',
  'creditedMinor',
  'discountsMinor',
  'waivedMinor',
  'paidInMinor',
  'paidOutMinor',
  'dropsMinor',
  'noSales',
] as const;

function saysDoings(one: Till, z: ZTotals): boolean {
  const said = allDoings(z);
  return (
    z.payments === one.payments &&
    isSame(z.takings, one.takings) &&
    z.invoices === one.invoices &&
    z.invoicedMinor === one.invoicedMinor &&
    z.reprints === one.reprints &&
    said.refunds.count === one.refunds.count &&
    isSame(said.refunds.takings, one.refunds.takings) &&
    SUMS.every((name) => said[name] === one[name])
  );
}

/** What was ticked and what was not are together what was taken otherwise than in cash. */
function saysProofs(one: Till, { proofs }: ZTotals): boolean {
  return !proofs || proofs.tickedMinor + proofs.missingMinor === takingsTotal(one.takings) - one.takings.cash;
}

function isSame(said: Takings, done: Takings): boolean {
  const [left, right] = [
    { ...NO_TAKINGS, ...said },
    { ...NO_TAKINGS, ...done },
  ];
  return TENDER_KINDS.every((kind) => left[kind] === right[kind]);
}
