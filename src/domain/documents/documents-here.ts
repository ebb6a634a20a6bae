import { z } from 'zod';
import { defineQuery, type QueryContext } from '../kernel/operation.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { type DocumentKind, documentNumber } from './document-number.ts';
import { documentsListed, type PatientDocument, type WhichDocuments } from './documents-listed.ts';

/** As many of each kind as are looked at, the latest: more than a counter makes in a day. */
const EACH = 200;
const HIGHEST = 999_999;
/** A number as it stands on a paper, and the end of one, as people say it. */
const WHOLE = /^[A-Z0-9]+\/(?:\d{4}\/)?\d{6,8}$/;
const ENDING = /^\d{1,6}$/;

/**
 * Numbered papers that may be wanted again at this terminal, latest first: those it made on the business date, whichever till
 * was open; or those whose number was typed, whole, or of its own series of this financial year by its end alone.
 */
export const documentsHere = defineQuery({
  name: 'documentsHere',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({ number: z.string().trim().toUpperCase().max(40).default('') }),
  read({ number }, { reader, place, businessDate }: QueryContext): readonly PatientDocument[] {
    const till = openTillHere(reader, place);
    const date = till?.businessDate ?? businessDate;
    const listed = (numbers: Extract<WhichDocuments, { readonly numbers: unknown }>['numbers']) =>
      documentsListed(reader, { numbers }, place.terminalId, EACH);
    // A terminal's own series, whose order is that of the counter: no other terminal's documents are read over.
    const ofSeries = (from: number, to: number) => (kind: DocumentKind) => ({
      from: documentNumber(kind, place.terminalCode, date, from) ?? '',
      to: documentNumber(kind, place.terminalCode, date, to) ?? '',
    });
    if (WHOLE.test(number)) return listed(() => ({ from: number, to: number }));
    if (ENDING.test(number)) return listed(ofSeries(Number(number), Number(number)));
    if (number !== '') return [];
    const isOfDay = (one: PatientDocument) => one.businessDate === date || (till && one.madeAtMs >= till.openedAtMs);
    return listed(ofSeries(0, HIGHEST)).filter(isOfDay);
  },
});
