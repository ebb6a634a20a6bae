import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { alertRow, alertsSaidSeen } from './changes.ts';
import { WATCH_RULES } from './rules/watch-rules.ts';

/** The alerts of one rule in one branch that a manager has seen last: who, when, and how bad each was. */
export const alertsSeenShape = z.object({
  id: text(160),
  branchId: id,
  rule: text(40),
  from: calendarDate,
  to: calendarDate,
  rows: z.array(alertRow),
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
      fold: (_one, { byName: seenByName, ...body }, { actorId: seenBy, recordedAtMs: seenAtMs }, id) => ({
        ...{ id, ...body, seenBy, seenByName, seenAtMs },
      }),
    }),
  ],
});
