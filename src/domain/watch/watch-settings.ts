import { z } from 'zod';
import { id, instantMs, text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { thresholds, watchSettingsChanged } from './changes.ts';

/** Thresholds that the clinic has set for itself; a rule without one has its default. No rule can be switched off. */
export const watchSettingsShape = z.object({ id, thresholds, changedAtMs: instantMs, changedBy: text(120) });
export type WatchSettings = z.infer<typeof watchSettingsShape>;

export const watchSettings: RecordType<WatchSettings> = defineRecord({
  name: 'watch-settings',
  shape: watchSettingsShape,
  stream: 'management',
  handlers: [
    on(watchSettingsChanged, {
      fold: (_one, body, entry) => ({
        id: body.clinicId,
        thresholds: body.thresholds,
        changedAtMs: entry.recordedAtMs,
        changedBy: body.byName,
      }),
    }),
  ],
});
