import { branch } from '../clinics/branch.ts';
import { clinic } from '../clinics/clinic.ts';
import { DEFAULT_SETTINGS } from '../clinics/settings.ts';
import type { Place } from '../kernel/operation.ts';
import { LAYOUT_EDITION } from '../kernel/paper-kinds.ts';
import type { Reader } from '../kernel/record.ts';
import { type Till, till } from '../tills/till.ts';
import type { Letterhead as LetterheadKept, Paper } from './paper.ts';

/** Who a document is from, and by which edition of the layouts it is printed. */
export interface Letterhead extends LetterheadKept {
  readonly edition: number;
}

/** Where and when a document was made, or what it keeps itself of the paper it was printed on. */
export interface Made {
  /** Of a document that no till stands for: what it was issued with. */
  readonly paper?: Paper | null | undefined;
  /** The till it was made in, where the document says so. */
  readonly tillId?: string | null | undefined;
  readonly terminalId: string;
  readonly atMs: number;
}

/**
 * Who a document is from: as the till had it in which it was made, whatever the clinic has changed since, so that a reprint
 * is the same document. As things stand now, where nothing was made, or in a till opened before tills kept it, whose documents
 * looked as the first edition has them.
 */
export function letterhead(reader: Reader, clinicId: string, branchId: string, made?: Made): Letterhead {
  const kept = made && (made.paper ?? tillOf(reader, made)?.paper);
  if (kept) return asKept(kept);
  return { ...letterheadNow(reader, clinicId, branchId), edition: made ? 1 : LAYOUT_EDITION };
}

/** Who a document is from that keeps its own paper. */
export function asKept({ letterhead, edition }: Paper): Letterhead {
  return { ...letterhead, edition };
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

/** The till it was made in: the one it names, or else the one that was open there then, or the last before. */
function tillOf(reader: Reader, { tillId, terminalId, atMs }: Made) {
  if (tillId) return reader.get(till, tillId);
  const until = { terminalId, openedAtMs: { to: atMs } };
  return reader.find(till, until, { orderBy: 'openedAtMs', descending: true, limit: 1 })[0];
}

/**
 * What a tax document is issued with besides its till: nothing, unless the GSTIN was entered, changed or taken away since the
 * till was opened. It must say the number that holds.
 */
export function paperBesideTill(reader: Reader, place: Place, { paper: kept }: Pick<Till, 'paper'>): { readonly paper?: Paper } {
  const now = paperNow(reader, place);
  return !kept || kept.letterhead.gstin === now.letterhead.gstin ? {} : { paper: now };
}

/** What documents are printed with from now on: fixed by a till that opens, and by what is issued without one. */
export function paperNow(reader: Reader, { clinicId, branchId }: Pick<Place, 'clinicId' | 'branchId'>): Paper {
  return { edition: LAYOUT_EDITION, letterhead: letterheadNow(reader, clinicId, branchId ?? '') };
}
