import type { Encounter } from '#domain/encounters/encounter.ts';
import { quantityOf } from '../app/quantity.ts';

/** One treatment as the doctor enters it. */
export interface TreatmentRow {
  /** Of the row; the written line's id where there is one. */
  readonly id: string;
  readonly lineId: string | null;
  readonly serviceId: string;
  /** As typed. */
  readonly quantity: string;
  readonly tooth: string;
  readonly note: string;
}

/** What is on the page of one visit, written or not. */
export interface EncounterDraft {
  readonly complaint: string;
  readonly notes: string;
  readonly treatments: readonly TreatmentRow[];
}

export const EMPTY_DRAFT: EncounterDraft = { complaint: '', notes: '', treatments: [] };

export function draftOf(written: Encounter | null): EncounterDraft {
  if (!written) return EMPTY_DRAFT;
  const { complaint, notes, treatments } = written;
  return {
    complaint,
    notes,
    treatments: treatments.map(({ lineId, serviceId, quantity, tooth, note }) => ({
      id: lineId,
      lineId,
      serviceId,
      quantity: String(quantity),
      tooth: tooth === null ? '' : String(tooth),
      note,
    })),
  };
}

/** A tooth in FDI notation as typed; null where none is given, undefined where it is none. */
export function parseTooth(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  return /^([1-4][1-8]|[5-8][1-5])$/.test(text) ? Number(text) : undefined;
}

/** The draft as its operation takes it; undefined while a tooth is no tooth, or a quantity none. */
export function writtenOf(visitId: string, { complaint, notes, treatments }: EncounterDraft) {
  const rows = treatments.map(({ lineId, serviceId, quantity, tooth, note }) => ({
    ...(lineId === null ? {} : { lineId }),
    serviceId,
    quantity: quantityOf(quantity),
    tooth: parseTooth(tooth),
    note,
  }));
  const read = rows.flatMap(({ tooth, quantity, ...row }) =>
    tooth === undefined || quantity === undefined ? [] : [{ ...row, quantity, tooth }],
  );
  return read.length === rows.length ? { visitId, complaint, notes, treatments: read } : undefined;
}

export function isSameDraft(one: EncounterDraft, other: EncounterDraft): boolean {
  return JSON.stringify(bare(one)) === JSON.stringify(bare(other));
}

/** Without row ids, which a saved line gets anew. */
function bare({ complaint, notes, treatments }: EncounterDraft) {
  const rows = treatments.map(({ serviceId, quantity, tooth, note }) => [serviceId, quantity.trim(), tooth.trim(), note.trim()]);
  return [complaint.trim(), notes.trim(), rows];
}
