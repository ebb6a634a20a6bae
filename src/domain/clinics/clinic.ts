import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { clinicSettingsChanged, clinicSetUp } from './changes.ts';
import { DEFAULT_MONEY_SETTINGS, moneySettings, settings } from './settings.ts';

/** The tenant: everything else belongs to exactly one clinic. */
export const clinicShape = z.object({ id, ...settings, ...moneySettings });
export type Clinic = z.infer<typeof clinicShape>;

export const clinic: RecordType<Clinic> = defineRecord({
  name: 'clinic',
  shape: clinicShape,
  stream: 'directory',
  handlers: [
    on(clinicSetUp, {
      check: (one) => one && refuse('clinic-exists', { clinic: one.name }),
      fold: (one, { clinicId, ...body }) => one ?? { id: clinicId, ...DEFAULT_MONEY_SETTINGS, ...body },
    }),
    on(clinicSettingsChanged, {
      check: (one) => (one ? undefined : refuse('clinic-unknown')),
      fold: (one, { clinicId: _, ...body }) => one && { ...one, ...body },
    }),
  ],
});
