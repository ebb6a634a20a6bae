import { z } from 'zod';
import { addDays, calendarDate } from '../kernel/calendar.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { alertRow, alertsSaidSeen } from './changes.ts';
import { WATCH_RULES } from './rules/watch-rules.ts';

/** So long what was seen is remembered: longer than an alert that nobody has seen is told. */
const REMEMBERED_DAYS = 130;
const REMEMBERED_ROWS = 2000;

/** A row, and the last of the days that were looked at. */
const rowSeen = alertRow.extend({ to: calendarDate });
export type RowSeen = z.infer<typeof rowSeen>;

/** The alerts of one rule in one branch that a manager has seen last: who, when, and how bad each was. */
export const alertsSeenShape = z.object({
  id: text(160),
  branchId: id,
  rule: text(40),
  from: calendarDate,
  to: calendarDate,
  rows: z.array(alertRow),
  /** What was seen before that, the latest last. Absent: nothing. */
  earlier: z.array(rowSeen).max(REMEMBERED_ROWS).optional(),
  seenBy: id,
  seenByName: text(120),
  seenAtMs: instantMs,
});
export type AlertsSeen = z.infer<typeof alertsSeenShape>;

export const alertsSeen: RecordType<AlertsSeen> = defineRecord({
  name: 'alerts-seen',
  shape: alertsSeenShape,
  stream: 'management',
  handlers: [
    on(alertsSaidSeen, {
      check: (_one, { rule }) =>
        WATCH_RULES.some(({ name }) => name === rule) ? undefined : refuse('watch-rule-unknown', { rule }),
      fold: (one, { byName: seenByName, ...body }, { actorId: seenBy, recordedAtMs: seenAtMs }, id) => ({
        ...{ id, ...body, seenBy, seenByName, seenAtMs, earlier: rowsSeen(one, body.to).slice(-REMEMBERED_ROWS) },
      }),
    }),
  ],
});

/** Every row that was ever seen and is remembered on a date, the latest last. */
export function rowsSeen(seen: AlertsSeen | undefined, on: string): readonly RowSeen[] {
  if (!seen) return [];
  const { earlier = [], rows, to } = seen;
  const since = addDays(on, -REMEMBERED_DAYS);
  return [...earlier, ...rows.map((row) => ({ ...row, to }))].filter((row) => row.to > since);
}
