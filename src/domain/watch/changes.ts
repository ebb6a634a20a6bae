import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { defineChange, key } from '../kernel/change.ts';
import { id, text } from '../kernel/fields.ts';

/** A rule's name and its threshold, in the rule's unit. */
export const thresholds = z.record(text(40), z.number().int().min(0).max(1_000_000_000));

/** From which values on management wants to be told. All thresholds that were set, as they stand from now on. */
export const watchSettingsChanged = defineChange({
  name: 'watch-settings.changed.v1',
  stream: 'management',
  nature: 'authority',
  central: true,
  shape: z.strictObject({ clinicId: id, thresholds, byName: text(120) }),
  touches: (body) => [key('watch-settings', body.clinicId)],
});

/** A row above its rule's threshold, as it was seen. */
export const alertRow = z.strictObject({ id, value: z.number().int(), count: z.number().int().min(0) });
export type AlertRow = z.infer<typeof alertRow>;

export function alertsSeenId({ branchId, rule }: { readonly branchId: string; readonly rule: string }): string {
  return `${branchId}:${rule}`;
}

/** A manager has seen the alerts of a rule, over the days that were looked at. What is in them is theirs to answer for. */
export const alertsSaidSeen = defineChange({
  name: 'watch-alerts.seen.v1',
  stream: 'management',
  nature: 'fact',
  shape: z.strictObject({
    branchId: id,
    rule: text(40),
    from: calendarDate,
    to: calendarDate,
    /** The worst first. */
    rows: z.array(alertRow).min(1).max(1000),
    byName: text(120),
  }),
  touches: (body) => [key('alerts-seen', alertsSeenId(body))],
});

export const watchChanges = [watchSettingsChanged, alertsSaidSeen] as const;
