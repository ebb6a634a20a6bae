import { accountId } from '../advances/account-id.ts';
import { advanceParts } from '../advances/changes.ts';
import { approvalKeys, approvalUse, payeeKeys } from '../approvals/approval-use.ts';
import { dayKeys, exceptionKey } from '../business-days/day-keys.ts';
import { documentNumberText, sequenceNumber, seriesId } from '../documents/document-number.ts';
import { defineChange, key, keyOfFact, type RecordKey } from '../kernel/change.ts';
import { id, maybeText, text } from '../kernel/fields.ts';
import { type RefundSource, refundFacts } from './refund-facts.ts';

/** A patient's advance was given back, by the way it had come. India, CGST Rules 2017, rule 51: a refund voucher. */
export const refundPaid = defineChange({
  name: 'refund.paid.v1',
  stream: 'money',
  nature: 'fact',
  shape: refundFacts.extend({
    refundId: id,
    /** The voucher's number. */
    number: documentNumberText,
    sequence: sequenceNumber,
    tillId: id,
    patientName: text(120),
    cashierName: text(120),
    /** Of the refund at the card machine, in the UPI app or at the bank; empty for cash. */
    reference: maybeText(40),
    /** The advances it is taken of. */
    from: advanceParts,
    approval: approvalUse.optional(),
  }),
  touches: (body, entry) => [
    keyOfFact('refund', body.refundId, entry, 'refund-exists'),
    key('patient-account', accountId(entry.branchId, body.patientId)),
    ...moneyKeys(body),
    key('till', body.tillId),
    key('document-series', seriesId(entry.terminalId, 'refund', entry.businessDate)),
    ...approvalKeys(body.approval),
    ...dayKeys(entry),
  ],
  looksAt: (body, entry) => [
    ...payeeKeys(body, entry),
    key('terminal', entry.terminalId),
    exceptionKey(entry),
    ...(body.approval ? [key('approval', body.approval.approvalId)] : []),
  ],
  moves: (body) => ({ inMinor: 0, outMinor: body.amountMinor }),
  about: (body) => [body.patientId, ...(body.payeeId ? [body.payeeId] : [])],
});

/** The advances that pay it and the money it goes back on; one of them may be both. */
function moneyKeys({ from, source }: { from: readonly { advanceId: string }[]; source: RefundSource }): RecordKey[] {
  const advances = new Set(from.map(({ advanceId }) => advanceId));
  if (source.kind === 'advance') advances.add(source.id);
  return [
    ...[...advances].map((advanceId) => key('advance', advanceId)),
    ...(source.kind === 'payment' ? [key('payment', source.id)] : []),
  ];
}

export const refundChanges = [refundPaid] as const;
