import { z } from 'zod';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { clinicSettingsChanged } from './changes.ts';
import { clinic } from './clinic.ts';
import { gstinRefusal, typedGstin } from './gstin.ts';
import { moneySettings, settings } from './settings.ts';

/** Changes the settings that are given; the others stand. */
export const changeClinicSettings = defineOperation({
  name: 'changeClinicSettings',
  roles: ['administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'central',
  makes: [clinicSettingsChanged],
  input: z.strictObject({ ...settings, ...moneySettings, gstin: typedGstin }).partial(),
  decide(input, { reader, place }) {
    const current = reader.get(clinic, place.clinicId);
    if (!current) return refuse('clinic-unknown');
    // What has been collected stays in the currency it was collected in.
    if (input.currency && input.currency !== current.currency) return refuse('currency-is-fixed', { currency: current.currency });
    // One that was entered before it was checked does not keep the other settings from being changed.
    const wrong = input.gstin === current.gstin ? undefined : gstinRefusal(input.gstin ?? null);
    if (wrong) return wrong;
    const { id: clinicId, ...before } = current;
    return { changes: [clinicSettingsChanged.of({ ...before, ...given(input), clinicId })], result: null };
  },
});

function given<Fields extends object>(fields: Fields): { [Field in keyof Fields]-?: Exclude<Fields[Field], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
