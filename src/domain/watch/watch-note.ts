import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { type EntryFacts, entryName } from '../kernel/entry-facts.ts';
import { id, instantMs, maybeText, text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { noteDate } from './backdating.ts';
import { type Doing, isNoted, NOTED_KINDS } from './doing.ts';
import { MEANINGS } from './meanings.ts';

/** One thing that the watch looks at, with what leads to its entry in the log. */
export const watchNoteShape = z.object({
  /** The entry and the kind, `terminal/epoch/seq#kind`: the audit explorer finds the entry by it. */
  id: text(140),
  kind: z.enum(NOTED_KINDS),
  branchId: id,
  date: calendarDate,
  userId: id,
  terminalId: id,
  approverId: id.nullable(),
  documentNumber: text(16).nullable(),
  /** The invoice, payment, till or visit it is about. */
  subjectId: id.nullable(),
  patientName: text(120).nullable(),
  /** Minor units; negative where money was missing. */
  amountMinor: z.number().int(),
  times: z.number().int().min(1),
  detail: maybeText(300),
  recordedAtMs: instantMs,
});
export type WatchNote = z.infer<typeof watchNoteShape>;

export const watchNote: RecordType<WatchNote> = defineRecord({
  name: 'watch-note',
  shape: watchNoteShape,
  stream: 'management',
  columns: ['branchId', 'kind', 'date', 'userId', 'terminalId', 'approverId', 'recordedAtMs'],
  indexes: [
    ['branchId', 'kind', 'recordedAtMs'],
    ['userId', 'kind', 'recordedAtMs'],
    ['terminalId', 'kind', 'recordedAtMs'],
    ['approverId', 'kind', 'recordedAtMs'],
  ],
  handlers: MEANINGS.map(({ change, read }) =>
    on<WatchNote, never>(change, {
      tallies: (body, entry) => [
        ...new Set(read(body, entry).flatMap(({ kind }) => (isNoted(kind) ? [noteId(entry, kind)] : []))),
      ],
      fold: (one, body, entry, id) =>
        read(body, entry).reduce<WatchNote | undefined>(
          (note, doing) => (noteId(entry, doing.kind) === id ? noted(note, doing, entry, id) : note),
          one,
        ),
    }),
  ),
});

function noteId(entry: EntryFacts, kind: string): string {
  return `${entryName(entry)}#${kind}`;
}

/** A second doing of the same kind in the same entry is added to the first. */
function noted(one: WatchNote | undefined, doing: Doing, entry: EntryFacts, id: string): WatchNote | undefined {
  const { kind, amountMinor, times = 1, subjectId, patientName = null, approverId = null, detail = '' } = doing;
  if (one) return { ...one, amountMinor: one.amountMinor + amountMinor, times: one.times + times };
  if (!isNoted(kind)) return undefined;
  const date = noteDate([doing], entry);
  const { branchId, actorId: userId, terminalId, documentNumber, recordedAtMs } = entry;
  const said = { kind, amountMinor, times, subjectId, patientName, approverId, detail: detail.slice(0, 300) };
  return { id, ...said, branchId: branchId ?? '', date, userId, terminalId, documentNumber, recordedAtMs };
}
