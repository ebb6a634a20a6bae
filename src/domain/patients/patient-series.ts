import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { patientImported, patientRegistered } from './changes.ts';

/** The last patient number given at a terminal. One series per terminal, so that none collide while offline. */
export const patientSeriesShape = z.object({ id, last: z.number().int().min(0) });
export type PatientSeries = z.infer<typeof patientSeriesShape>;

const next = {
  check: (series: PatientSeries | undefined, body: { sequence: number }): Refusal | undefined => {
    const expected = (series?.last ?? 0) + 1;
    return body.sequence === expected ? undefined : refuse('number-not-next', { expected, given: body.sequence });
  },
  fold: (series: PatientSeries | undefined, body: { sequence: number }, entry: { terminalId: string }): PatientSeries => ({
    id: entry.terminalId,
    last: Math.max(series?.last ?? 0, body.sequence),
  }),
};

export const patientSeries: RecordType<PatientSeries> = defineRecord({
  name: 'patient-series',
  shape: patientSeriesShape,
  stream: 'patients',
  handlers: [on(patientRegistered, next), on(patientImported, next)],
});

/** @param terminalCode e.g. `T02`, which gives `P02-000123` */
export function patientNumber(terminalCode: string, sequence: number): string {
  return `P${terminalCode.replace(/^T/, '')}-${String(sequence).padStart(6, '0')}`;
}
