import { z } from 'zod';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { thresholds, watchSettingsChanged } from './changes.ts';
import { WATCH_RULES } from './rules/watch-rules.ts';
import { watchSettings } from './watch-settings.ts';

/** Sets the thresholds that are given; the others stand. Each has bounds, so that none can be set out of reach. */
export const changeWatchSettings = defineOperation({
  name: 'changeWatchSettings',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'central',
  makes: [watchSettingsChanged],
  input: z.strictObject({ thresholds }),
  decide({ thresholds: given }, { reader, place, actor }) {
    for (const [name, value] of Object.entries(given)) {
      const rule = WATCH_RULES.find((one) => one.name === name);
      if (!rule) return refuse('watch-rule-unknown', { rule: name });
      const { min, max } = rule.threshold;
      if (value < min || value > max) return refuse('threshold-out-of-bounds', { rule: name, min, max });
    }
    const before = reader.get(watchSettings, place.clinicId)?.thresholds ?? {};
    const after = { ...before, ...given };
    return {
      changes: [watchSettingsChanged.of({ clinicId: place.clinicId, thresholds: after, byName: actor.name })],
      result: { thresholds: after },
    };
  },
});
