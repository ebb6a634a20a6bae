import type { Counterfoil, RefundVoucherDocument } from '../documents.ts';
import type { Block } from '../layout.ts';
import { counterfoilBlock, inWords, maybe, type Pen, RULE, tenderRows, titleBlocks } from './parts.ts';

/** Money given back to a patient, the way it had come. Whoever takes it signs. */
export function refundVoucherBlocks(document: RefundVoucherDocument, counterfoil: Counterfoil, pen: Pen): Block[] {
  const { words, figures } = pen;
  return [
    ...titleBlocks(words.refundVoucher, document.duplicate, pen),
    {
      kind: 'facts',
      rows: [
        [words.voucherNumber, document.number, true],
        [words.originalReceipt, document.receiptNumber],
        [words.patient, document.patientName],
        [words.patientNumber, document.patientNumber],
        [words.reason, document.reason],
        [words.date, figures.date(document.businessDate)],
        [words.time, figures.dateAndTime(document.paidAtMs)],
        [words.cashier, document.cashierName],
        ...maybe(words.approvedBy, document.approverName),
        [words.terminal, document.terminalCode],
      ],
    },
    RULE,
    {
      kind: 'beside',
      main: [
        { kind: 'rows', rows: [[words.refunded, figures.money(document.amountMinor), true]] },
        { kind: 'rows', rows: tenderRows([document.tender], pen) },
        ...inWords(document.amountMinor, pen),
        { kind: 'signature', label: words.receivedBy },
      ],
      aside: [counterfoilBlock(counterfoil, pen)],
    },
  ];
}
