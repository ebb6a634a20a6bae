import { branch } from '../clinics/branch.ts';
import { clinic } from '../clinics/clinic.ts';
import { DEFAULT_SETTINGS } from '../clinics/settings.ts';
import type { Place } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { till } from '../tills/till.ts';
import { LAYOUT_EDITION, type Letterhead as LetterheadKept, type Paper } from './paper.ts';

/** Who a document is from, and by which edition of the layouts it is printed. */
export interface Letterhead extends LetterheadKept {
  readonly edition: number;
}

/** Where and when a document was made. */
export interface Made {
  readonly terminalId: string;
  readonly atMs: number;
}

/**
 * Who a document is from: as the till had it in which it was made, whatever the clinic has changed since, so that a reprint
 * is the same document. As things stand now, where nothing was made, or in a till opened before tills kept it, whose documents
 * looked as the first edition has them.
 */
export function letterhead(reader: Reader, clinicId: string, branchId: string, made?: Made): Letterhead {
  const kept = made && tillAt(reader, made)?.paper;
  if (kept) return { ...kept.letterhead, edition: kept.edition };
  return { ...letterheadNow(reader, clinicId, branchId), edition: made ? 1 : LAYOUT_EDITION };
}

/** The branch's address and phone where it has its own. */
function letterheadNow(reader: Reader, clinicId: string, branchId: string): LetterheadKept {
  const from = reader.get(clinic, clinicId) ?? { ...DEFAULT_SETTINGS, name: '' };
  const at = reader.get(branch, branchId);
  return {
    clinicName: from.name,
    branchName: at?.name ?? '',
    address: at?.address || from.address,
    phone: at?.phone || from.phone,
    gstin: from.gstin,
    currency: from.currency,
    timeZone: from.timeZone,
  };
}

/** The till that was open there then, or the last before. */
function tillAt(reader: Reader, { terminalId, atMs }: Made) {
  const until = { terminalId, openedAtMs: { to: atMs } };
  return reader.find(till, until, { orderBy: 'openedAtMs', descending: true, limit: 1 })[0];
}

/** What the documents of a till that opens now are printed with. */
export function paperNow(reader: Reader, { clinicId, branchId }: Pick<Place, 'clinicId' | 'branchId'>): Paper {
  return { edition: LAYOUT_EDITION, letterhead: letterheadNow(reader, clinicId, branchId ?? '') };
}
