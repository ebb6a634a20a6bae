import { z } from 'zod';
import { defineQuery, type QueryContext } from '../kernel/operation.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { type DocumentKind, documentNumber } from './document-number.ts';
import { documentsListed, type PatientDocument } from './documents-listed.ts';

/** As many of each kind as are looked at, the latest. */
const EACH = 50;
const HIGHEST = 999_999;

/** Every numbered paper made in the till that is open here, latest first: what is printed, or printed again, is chosen from it. */
export const documentsOfTill = defineQuery({
  name: 'documentsOfTill',
  roles: ['cashier', 'manager', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({}),
  read(_input, { reader, place }: QueryContext): readonly PatientDocument[] {
    const till = openTillHere(reader, place);
    if (!till) return [];
    // A terminal's own series, whose order is that of the counter: no other terminal's documents are read over.
    const numbers = (kind: DocumentKind) => ({
      from: documentNumber(kind, place.terminalCode, till.businessDate, 0) ?? '',
      to: documentNumber(kind, place.terminalCode, till.businessDate, HIGHEST) ?? '',
    });
    return documentsListed(reader, { numbers }, place.terminalId, EACH).filter(({ madeAtMs }) => madeAtMs >= till.openedAtMs);
  },
});
