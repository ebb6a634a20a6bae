import type { PaperKind, PrintedKind } from '#domain/kernel/paper-kinds.ts';
import type { PaperWanted } from '../app/printing.ts';

/** What is on the paper. `of` is what the document's query asks for; a receipt and a Z may be named shortly. */
export type PaperOf =
  | { readonly kind: 'receipt'; readonly paymentId: string; readonly title: string }
  | { readonly kind: 'z'; readonly tillId: string; readonly title: string }
  | { readonly kind: PaperKind; readonly of: PaperWanted['of']; readonly title: string };

export function wantedOf(of: PaperOf): PaperWanted {
  if ('of' in of) return { paper: of.kind, of: of.of };
  return of.kind === 'z' ? { paper: 'z', of: { tillId: of.tillId } } : { paper: 'receipt', of: { paymentId: of.paymentId } };
}

/** The kind of paper of each numbered document, and what its query asks for. */
const NUMBERED = {
  receipt: { paper: 'receipt', idName: 'paymentId' },
  invoice: { paper: 'invoice', idName: 'invoiceId' },
  'credit-note': { paper: 'credit-note', idName: 'creditNoteId' },
  refund: { paper: 'refund-voucher', idName: 'refundId' },
  advance: { paper: 'advance-receipt', idName: 'advanceId' },
  estimate: { paper: 'estimate', idName: 'estimateId' },
} as const satisfies Record<PrintedKind, { readonly paper: PaperKind; readonly idName: string }>;

export interface Numbered {
  readonly kind: PrintedKind;
  readonly id: string;
}

export function paperOfDocument({ kind, id }: Numbered, title: string): PaperOf {
  const { paper, idName } = NUMBERED[kind];
  return { kind: paper, of: { [idName]: id }, title };
}

/** The numbered document a paper shows; null: it may be printed as often as anybody likes. */
export function numberedOf({ paper, of }: PaperWanted): Numbered | null {
  const kinds = Object.keys(NUMBERED) as PrintedKind[];
  const kind = kinds.find((one) => NUMBERED[one].paper === paper);
  const id = kind && of[NUMBERED[kind].idName];
  return kind && id ? { kind, id } : null;
}
