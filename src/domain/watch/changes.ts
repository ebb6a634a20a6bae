import { z } from 'zod';
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

export const watchChanges = [watchSettingsChanged] as const;
