import { defineSlice } from '../kernel/slice.ts';
import { invoiceChanges } from './changes.ts';
import { invoice } from './invoice.ts';
import { invoiceDocument } from './invoice-document.ts';
import { invoicesList } from './invoices-list.ts';
import { issueInvoice } from './issue-invoice.ts';
import { payerShares } from './payer-shares.ts';
import { requestDiscount } from './request-discount.ts';
import { visitBill } from './visit-bill.ts';

export const invoices = defineSlice({
  operations: { issueInvoice, requestDiscount },
  queries: { visitBill, invoicesList, invoiceDocument, payerShares },
  changes: invoiceChanges,
  records: [invoice],
});
