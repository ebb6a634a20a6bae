import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { patient } from '../patients/patient.ts';
import { visitCheckedIn } from './changes.ts';
import { tokenSeries } from './token-series.ts';
import { tokenSeriesId, tokenText } from './token-series-id.ts';

/** A patient is here to see a doctor, and gets a token. */
export const checkInPatient = defineOperation({
  name: 'checkInPatient',
  roles: ['front-desk', 'manager'],
  terminals: ['reception'],
  decidedAt: 'terminal',
  makes: [visitCheckedIn],
  input: z.strictObject({ patientId: id, doctorId: id }),
  decide(input, { reader, place, businessDate, newId }) {
    const who = reader.get(patient, input.patientId);
    if (!who) return refuse('patient-unknown');
    const tokenNumber = (reader.get(tokenSeries, tokenSeriesId(place.terminalId, businessDate))?.last ?? 0) + 1;
    const token = tokenText(place.terminalCode, tokenNumber);
    const visitId = newId();
    const known = { patientName: who.name, patientNumber: who.number, patientPhone: who.phone };
    return {
      changes: [visitCheckedIn.of({ ...input, ...known, visitId, token, tokenNumber })],
      result: { visitId, token },
    };
  },
});
