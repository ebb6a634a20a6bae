import { advanceKey, advanceReceived } from '../advances/changes.ts';
import { appointmentCancelled, appointmentMissed, appointmentMoved } from '../appointments/changes.ts';
import { type Slot, timeOf } from '../appointments/slot.ts';
import type { ApprovalKind } from '../approvals/approval-use.ts';
import { approvalDecided } from '../approvals/changes.ts';
import { factsOfRequest } from '../approvals/request-text.ts';
import { attemptRefused } from '../audit/changes.ts';
import { businessDayLocked } from '../business-days/changes.ts';
import { heardLately } from '../business-days/terminals-of-day.ts';
import { packageDefined, priceEnded, priceSet, serviceAdded, serviceChanged, taxRateSet } from '../catalogue/changes.ts';
import { creditNoteIssued } from '../credit-notes/changes.ts';
import { issueCreditNote } from '../credit-notes/issue-credit-note.ts';
import { requestCreditNote } from '../credit-notes/request-credit-note.ts';
import { documentReprinted } from '../documents/changes.ts';
import { encounterRecorded } from '../encounters/changes.ts';
import { estimateIssued } from '../estimates/changes.ts';
import { invoiceIssued } from '../invoices/changes.ts';
import type { InvoiceLine } from '../invoices/invoice-line.ts';
import { addDays } from '../kernel/calendar.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { sum } from '../kernel/money.ts';
import { payerSettled } from '../payers/changes.ts';
import { paymentKey, paymentRecorded, receiptReprinted } from '../payments/changes.ts';
import type { Tender } from '../payments/tender.ts';
import { refundPaid } from '../refunds/changes.ts';
import { cashDropped, cashPaidOut, drawerOpened, handoverAccepted, tillClosed, tillOpened } from '../tills/changes.ts';
import { cancelVisit } from '../visits/cancel-visit.ts';
import { visitCancelled, visitCheckedIn } from '../visits/changes.ts';
import { duesWaived } from '../waivers/changes.ts';
import { BACKDATING, heldFrom, oddTimes } from './backdating.ts';
import { type Doing, type Meaning, meaning } from './doing.ts';
import { oddities } from './oddities.ts';

/** What each change of the other slices means here: the one place where the watch knows them. */
export const MEANINGS: readonly Meaning[] = [
  meaning(
    invoiceIssued,
    ({ invoiceId: subjectId, patientName, totalMinor: amountMinor, lines, discount, payer, estimate }, entry) => [
      { kind: 'invoiced', amountMinor, subjectId, patientName },
      // Nobody had to agree to it at the bill: who wrote the estimate did, when the list said so.
      estimate?.lessMinor !== undefined && {
        ...{ kind: 'promised-price', amountMinor: estimate.lessMinor, subjectId, patientName, detail: estimate.number },
      },
      payer !== undefined && { kind: 'on-payer', amountMinor: payer.amountMinor, subjectId, patientName, detail: payer.name },
      ...lessened({ subjectId, patientName, lines, reason: discount?.reason }),
      ...oddities(entry, { amountMinor, subjectId, patientName }),
    ],
  ),
  meaning(paymentRecorded, ({ patientName, tenders, totalMinor: amountMinor, ...body }, entry) => {
    const subjectId = paymentKey(body, entry).id;
    const about = { amountMinor, subjectId, patientName };
    return [...takings({ ...about, tenders }), ...oddities(entry, about)];
  }),
  meaning(advanceReceived, ({ patientName, tenders, totalMinor: amountMinor, ...body }, entry) => {
    const subjectId = advanceKey(body, entry).id;
    const about = { amountMinor, subjectId, patientName };
    return [...takings({ ...about, tenders }), ...oddities(entry, about)];
  }),
  meaning(creditNoteIssued, ({ creditNoteId: subjectId, patientName, totalMinor: amountMinor, reason: detail }, entry) => [
    { kind: 'credit-note', amountMinor, subjectId, patientName, detail },
    ...oddities(entry, { amountMinor, subjectId, patientName }),
  ]),
  meaning(refundPaid, ({ refundId: subjectId, patientName, amountMinor, tender, reason }, entry) => [
    { kind: 'refund', amountMinor, subjectId, patientName, detail: `${tender}: ${reason}` },
    ...oddities(entry, { amountMinor, subjectId, patientName }),
  ]),
  meaning(duesWaived, ({ waiverId: subjectId, patientName, amountMinor, reason: detail }, entry) => [
    { kind: 'waiver', amountMinor, subjectId, patientName, detail },
    ...oddities(entry, { amountMinor, subjectId, patientName }),
  ]),
  meaning(payerSettled, ({ shares, payerName, reason }) =>
    shares
      .filter(({ writtenOffMinor }) => writtenOffMinor > 0)
      .map(({ invoiceId: subjectId, patientName, writtenOffMinor: amountMinor }) => ({
        ...{ kind: 'write-off' as const, amountMinor, subjectId, patientName, detail: `${payerName}: ${reason}` },
      })),
  ),
  meaning(receiptReprinted, ({ paymentId: subjectId, patientName, duplicate }) => [
    { kind: 'reprint', amountMinor: 0, subjectId, patientName, detail: `DUPLICATE ${duplicate}` },
  ]),
  meaning(documentReprinted, ({ subjectId, patientName, duplicate }) => [
    { kind: 'reprint', amountMinor: 0, subjectId, patientName, detail: `DUPLICATE ${duplicate}` },
  ]),
  meaning(tillOpened, ({ tillId: subjectId, openingFloatMinor: amountMinor }, entry) => [
    { kind: 'till-opened', amountMinor, subjectId },
    ...oddities(entry, { amountMinor, subjectId }),
  ]),
  meaning(drawerOpened, ({ movementId: subjectId, reason: detail }) => [{ kind: 'no-sale', amountMinor: 0, subjectId, detail }]),
  meaning(cashPaidOut, ({ movementId: subjectId, amountMinor, category, reason }, entry) => [
    { kind: 'paid-out', amountMinor, subjectId, detail: `${category}: ${reason}` },
    ...oddities(entry, { amountMinor, subjectId }),
  ]),
  meaning(cashDropped, ({ movementId: subjectId, amountMinor, reason: detail }, entry) => [
    { kind: 'safe-drop', amountMinor, subjectId, detail },
    ...oddities(entry, { amountMinor, subjectId }),
  ]),
  meaning(handoverAccepted, ({ tillId: subjectId, differenceMinor: amountMinor, toName: detail }) => [
    amountMinor !== 0 && { kind: 'handover-difference', amountMinor, subjectId, detail },
  ]),
  meaning(tillClosed, ({ tillId: subjectId, cashierName, forced, z: { varianceMinor: amountMinor } }, entry) => [
    amountMinor !== 0 && { kind: 'variance', amountMinor, subjectId, detail: cashierName },
    forced !== undefined && { kind: 'forced-close', amountMinor, subjectId, detail: `${cashierName}: ${forced.reason}` },
    ...oddities(entry, { amountMinor, subjectId }),
  ]),
  meaning(approvalDecided, ({ approvalId: subjectId, kind: detail, decision, approverId, request }, entry) => [
    {
      kind: decision === 'approved' && LESSENING.includes(detail) ? 'approved-less' : decision,
      ...{ amountMinor: amountIn(detail, request), subjectId, approverId, detail },
    },
    // Decided in an entry of somebody else's session: the approver typed their password at that person's screen.
    approverId !== entry.actorId && { kind: 'step-up', amountMinor: 0, subjectId, approverId, detail },
    ...oddTimes(entry, subjectId),
  ]),
  // No money moves by these, but what is paid later does.
  meaning(priceSet, ({ serviceId: subjectId, from, reason }, entry) => heldFrom(entry, from, { subjectId, reason })),
  meaning(priceEnded, ({ serviceId: subjectId, to, reason }, entry) => heldFrom(entry, addDays(to, 1), { subjectId, reason })),
  meaning(taxRateSet, ({ taxCodeId: subjectId, from, reason }, entry) => heldFrom(entry, from, { subjectId, reason })),
  meaning(serviceAdded, ({ serviceId }, entry) => oddTimes(entry, serviceId)),
  meaning(serviceChanged, ({ serviceId }, entry) => oddTimes(entry, serviceId)),
  meaning(packageDefined, ({ serviceId }, entry) => oddTimes(entry, serviceId)),
  meaning(estimateIssued, ({ estimateId: subjectId, patientName, totalMinor: amountMinor }, entry) =>
    oddities(entry, { amountMinor, subjectId, patientName }),
  ),
  // Known to the doctor, or found by the server: a room out of touch had not heard of the bill.
  meaning(encounterRecorded, ({ visitId: subjectId, afterBill = false }, { flags }) => [
    (afterBill || flags.includes('visit-invoiced')) && { kind: 'after-bill', amountMinor: 0, subjectId },
  ]),
  meaning(visitCheckedIn, ({ visitId: subjectId }) => [{ kind: 'checked-in', amountMinor: 0, subjectId }]),
  meaning(visitCancelled, ({ visitId: subjectId, from, reason: detail }) => [
    { kind: from === 'REGISTERED' ? 'check-in-cancelled' : 'seen-cancelled', amountMinor: 0, subjectId, detail },
  ]),
  meaning(appointmentMissed, ({ appointmentId: subjectId, slot }) => [
    { kind: 'no-show', amountMinor: 0, subjectId, detail: slotText(slot) },
  ]),
  meaning(appointmentCancelled, ({ appointmentId: subjectId, slot, reason }, entry) => [
    isOnItsDay(slot, entry) && {
      ...{ kind: 'appointment-cancelled' as const, amountMinor: 0, subjectId, detail: `${slotText(slot)}: ${reason}` },
    },
  ]),
  meaning(appointmentMoved, ({ appointmentId: subjectId, from, to }, entry) => [
    isOnItsDay(from, entry) && {
      ...{ kind: 'appointment-moved' as const, amountMinor: 0, subjectId, detail: `${slotText(from)} → ${slotText(to)}` },
    },
  ]),
  meaning(businessDayLocked, ({ date, terminals }) => {
    const heard = terminals.flatMap(({ terminalId, code, declaredMissing }) => {
      if (!declaredMissing || !heardLately(declaredMissing)) return [];
      return [{ terminalId, what: `${code} ${Math.round((declaredMissing.heardBeforeMs ?? 0) / 1000)} s` }];
    });
    const [first] = heard;
    if (!first) return [];
    const detail = `${date}: ${heard.map(({ what }) => what).join(', ')}`;
    return [{ kind: 'declared-missing', amountMinor: 0, times: heard.length, subjectId: first.terminalId, detail }];
  }),
  meaning(attemptRefused, ({ operation, code, times, subjectId }) => [
    {
      kind: triedBy(operation, code),
      ...{ amountMinor: 0, times, subjectId, detail: `${operation}: ${code}` },
    },
  ]),
];

/** No clock is further ahead of UTC. */
const FURTHEST_AHEAD_MS = 14 * 3_600_000;

/**
 * On the day an appointment is of, or later; after midnight too, while the business day has not turned. Whether its time had begun
 * only a reader of the clinic's time zone can say.
 */
function isOnItsDay({ date, startMinute }: Slot, { businessDate, recordedAtMs }: EntryFacts): boolean {
  return date <= businessDate || recordedAtMs >= Date.parse(date) + startMinute * 60_000 - FURTHEST_AHEAD_MS;
}

function slotText({ date, startMinute }: Slot): string {
  return `${date} ${timeOf(startMinute)}`;
}

/** What takes back a visit or a bill. */
const VOIDING: readonly string[] = [cancelVisit, requestCreditNote, issueCreditNote].map(({ name }) => name);

function triedBy(operation: string, code: string): 'void-attempt' | 'backdating' | 'attempt' {
  if (VOIDING.includes(operation)) return 'void-attempt';
  return BACKDATING.includes(code) ? 'backdating' : 'attempt';
}

/** What takes something off what a patient or a payer owes. */
export const LESSENING: readonly ApprovalKind[] = ['discount', 'price-override', 'waiver', 'write-off'];

function takings({
  subjectId,
  patientName,
  tenders,
  amountMinor,
}: Pick<Doing, 'subjectId' | 'patientName' | 'amountMinor'> & { readonly tenders: readonly Tender[] }): Doing[] {
  const cashMinor = sum(tenders.map((one) => (one.kind === 'cash' ? one.amountMinor : 0)));
  const taken: Doing = { kind: 'taken', amountMinor, subjectId, patientName };
  return cashMinor > 0 ? [taken, { ...taken, kind: 'taken-cash', amountMinor: cashMinor }] : [taken];
}

/** What was taken off a bill, and lines at another price than the list's. */
function lessened({
  subjectId,
  patientName,
  lines,
  reason = '',
}: Pick<Doing, 'subjectId' | 'patientName'> & {
  readonly lines: readonly InvoiceLine[];
  readonly reason: string | undefined;
}): Doing[] {
  const offMinor = sum(lines.map((line) => line.discountMinor ?? 0));
  const agreed = lines.filter((line) => line.listPriceMinor !== undefined);
  const cheaperMinor = sum(agreed.map((line) => line.quantity * ((line.listPriceMinor ?? 0) - line.unitPriceMinor)));
  const names = agreed.map(({ name }) => name).join(', ');
  return [
    ...(offMinor > 0 ? [{ kind: 'discount' as const, amountMinor: offMinor, subjectId, patientName, detail: reason }] : []),
    ...(agreed.length > 0
      ? [
          {
            kind: 'price-differs' as const,
            amountMinor: cheaperMinor,
            times: agreed.length,
            subjectId,
            patientName,
            detail: names,
          },
        ]
      : []),
  ];
}

/**
 * The money an approval was about, as its canonical text says it: an amount, or of a bill what comes off it, whole and line
 * by line. A credit note's is its total; 0 where the text says none, as of a till closed by force.
 */
function amountIn(kind: ApprovalKind, request: string): number {
  const facts = (factsOfRequest(request) ?? {}) as { amountMinor?: unknown; totalMinor?: unknown; lines?: unknown };
  if (kind === 'discount' || kind === 'price-override') return sum(Array.isArray(facts.lines) ? facts.lines.map(lessOn) : []);
  return wholeAmount(kind === 'credit-note' ? facts.totalMinor : facts.amountMinor);
}

function lessOn(line: { priceMinor?: unknown; listPriceMinor?: unknown; quantity?: unknown; discountMinor?: unknown }): number {
  const priceMinor = wholeAmount(line.priceMinor);
  const lessEachMinor = Math.max(0, wholeAmount(line.listPriceMinor ?? priceMinor) - priceMinor);
  return wholeAmount(line.discountMinor) + lessEachMinor * wholeAmount(line.quantity);
}

function wholeAmount(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}
