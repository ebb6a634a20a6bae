import type { Words } from './en.ts';

/** What the first edition called otherwise: a reprint of its documents says what their originals said. */
export const HINDI_OF_EDITION_1 = {
  invoice: 'बिल',
  taxInvoice: 'कर बिल',
  invoiceCumBillOfSupply: 'कर बिल-सह-आपूर्ति बिल',
  creditNote: 'जमा नोट',
  invoiceNumber: 'बिल सं.',
  creditNoteNumber: 'जमा नोट सं.',
  againstInvoice: 'मूल बिल',
  invoices: 'बिल',
  creditNotes: 'जमा नोट',
  kindInvoice: 'बिल',
  kindCreditNote: 'जमा नोट',
  invoiced: 'बिल की राशि',
  notAnInvoice: 'यह बिल नहीं है। दरें ऊपर की तिथि तक मान्य हैं।',
} satisfies Partial<Words>;
