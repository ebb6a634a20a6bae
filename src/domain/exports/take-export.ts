import { z } from 'zod';
import { addDays, calendarDate } from '../kernel/calendar.ts';
import { id } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { exportTaken } from './changes.ts';
import { exportKinds } from './export-kinds.ts';
import { AUDIT_ARCHIVE, EXPORT_FORMATS, formatsOf } from './formats.ts';

/** A financial year and some days. */
const LONGEST_DAYS = 400;

/** Lets figures, or the log itself, be taken out as a file. Whoever does it, and what it was, is in the log. */
export const takeExport = defineOperation({
  name: 'takeExport',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office'],
  decidedAt: 'terminal',
  makes: [exportTaken],
  input: z.strictObject({
    kind: z.string().min(1).max(40),
    format: z.enum(EXPORT_FORMATS),
    branchId: id,
    from: calendarDate,
    to: calendarDate,
  }),
  decide({ kind, format, branchId, from, to }, { actor, newId }) {
    const isKnown = kind === AUDIT_ARCHIVE || exportKinds.some((one) => one.kind === kind);
    if (!isKnown) return refuse('export-unknown', { kind });
    if (!formatsOf(kind).includes(format)) return refuse('export-format-unknown', { kind, format });
    if (from > to) return refuse('dates-reversed', { from, to });
    if (to > addDays(from, LONGEST_DAYS)) return refuse('export-too-long', { days: LONGEST_DAYS });
    const exportId = newId();
    return {
      changes: [exportTaken.of({ exportId, kind, format, branchId, from, to, byName: actor.name })],
      branchId,
      result: { exportId, byName: actor.name },
    };
  },
});
