import { z } from 'zod';
import { appointment } from '../appointments/appointment.ts';
import { branchAsked, branchOf } from '../business-days/branch-asked.ts';
import { calendarDate } from '../kernel/calendar.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { patient } from '../patients/patient.ts';
import { user } from '../staff/user.ts';
import { terminal } from '../terminals/terminal.ts';
import { till } from '../tills/till.ts';
import { visit } from '../visits/visit.ts';
import { NOTED_KINDS, type NotedKind } from './doing.ts';
import { type WatchNote, watchNote } from './watch-note.ts';

/** What is of the cashier whose till it was. */
const OF_TILLS: readonly NotedKind[] = ['variance', 'handover-difference', 'forced-close'];
/** What is of an appointment, and of a visit: their changes do not say the patient's name. */
const OF_APPOINTMENTS: readonly NotedKind[] = ['no-show', 'appointment-cancelled', 'appointment-moved'];
const OF_VISITS: readonly NotedKind[] = ['check-in-cancelled', 'seen-cancelled', 'after-bill'];

/** A note as a list shows one. */
export type NoteListed = WatchNote & { readonly userName: string; readonly terminalCode: string };

/** What stands behind a row of the fraud pack: the single entries, latest first. */
export const watchNotes = defineQuery({
  name: 'watchNotes',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office'],
  input: z.strictObject({
    branchId: branchAsked,
    kinds: z.array(z.enum(NOTED_KINDS)).min(1).max(NOTED_KINDS.length),
    /** Of one person, of what one person approved, or of one machine. */
    userId: id.nullable().default(null),
    approverId: id.nullable().default(null),
    terminalId: id.nullable().default(null),
    from: calendarDate,
    to: calendarDate,
    limit: z.number().int().min(1).max(1000).default(200),
  }),
  read({ branchId: asked, kinds, userId, approverId, terminalId, from, to, limit }, { reader, place }): readonly NoteListed[] {
    const whose = {
      ...(approverId === null ? {} : { approverId }),
      ...(terminalId === null ? {} : { terminalId }),
    };
    const where = { branchId: branchOf(asked, place), date: { from, to }, ...whose };
    const latest = { orderBy: 'recordedAtMs', descending: true, limit } as const;
    const find = (kind: NotedKind) => {
      if (userId === null) return reader.find(watchNote, { ...where, kind }, latest);
      if (!OF_TILLS.includes(kind)) return reader.find(watchNote, { ...where, kind, userId }, latest);
      // Whose till it was, whoever closed it: the next cashier, or somebody else by force.
      const ofTills = reader.find(watchNote, { ...where, kind }, { ...latest, limit: 1000 });
      return ofTills.filter(({ subjectId }) => subjectId !== null && reader.get(till, subjectId)?.userId === userId);
    };
    return kinds
      .flatMap(find)
      .sort((a, b) => b.recordedAtMs - a.recordedAtMs || (a.id < b.id ? -1 : 1))
      .slice(0, limit)
      .map((one) => ({
        ...one,
        patientName: one.patientName ?? patientOf(reader, one),
        userName: reader.get(user, one.userId)?.name ?? one.userId,
        terminalCode: reader.get(terminal, one.terminalId)?.code ?? one.terminalId,
      }));
  },
});

function patientOf(reader: Reader, { kind, subjectId }: WatchNote): string | null {
  if (subjectId === null) return null;
  if (OF_VISITS.includes(kind)) return reader.get(visit, subjectId)?.patientName ?? null;
  const booked = OF_APPOINTMENTS.includes(kind) ? reader.get(appointment, subjectId) : undefined;
  return (booked && reader.get(patient, booked.patientId)?.name) ?? null;
}
