import type { AdvanceReceiptDocument, Counterfoil } from '../documents.ts';
import type { Block, Row } from '../layout.ts';
import { counterfoilBlock, inWords, maybe, type Pen, RULE, tenderRows, titleBlocks } from './parts.ts';

/** Money a patient left for what is still to be billed. */
export function advanceReceiptBlocks(document: AdvanceReceiptDocument, counterfoil: Counterfoil, pen: Pen): Block[] {
  const { words, figures } = pen;
  return [
    ...titleBlocks(words.advanceReceipt, document.duplicate, pen),
    {
      kind: 'facts',
      rows: [
        [words.receiptNumber, document.receiptNumber, true],
        [words.purpose, document.purpose === 'deposit' ? words.deposit : words.treatmentPlan],
        ...planRows(document, pen),
        [words.patient, document.patientName],
        [words.patientNumber, document.patientNumber],
        [words.date, figures.date(document.businessDate)],
        [words.time, figures.dateAndTime(document.recordedAtMs)],
        [words.cashier, document.cashierName],
        [words.terminal, document.terminalCode],
      ],
    },
    RULE,
    {
      kind: 'beside',
      main: [
        {
          kind: 'rows',
          rows: [[words.received, figures.money(document.amountMinor), true], ...maybe(words.note, document.note)],
        },
        RULE,
        { kind: 'rows', rows: tenderRows(document.tenders, pen) },
        ...inWords(document.amountMinor, pen),
      ],
      aside: [counterfoilBlock(counterfoil, pen)],
      end: [{ kind: 'text', text: words.thanks, align: 'center' }],
    },
  ];
}

/** The plan it is for, and how far it is prepaid. */
function planRows({ estimate }: AdvanceReceiptDocument, { words, figures: { money } }: Pen): Row[] {
  if (!estimate) return [];
  const { number, prepaidMinor, totalMinor } = estimate;
  return [
    [words.estimateNumber, number],
    [words.prepaid, `${money(prepaidMinor)} / ${money(totalMinor)}`],
  ];
}
