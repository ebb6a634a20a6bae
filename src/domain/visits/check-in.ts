import { z } from 'zod';
import { id, text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { visitCheckedIn } from './changes.ts';
import { checkInId } from './check-in-id.ts';
import { OPEN_STATES, visit } from './visit.ts';

/**
 * The last visit of a patient to a doctor on a date in a branch. Known by its id, so that the server need not search for each of the
 * check-ins that a counter sends after a day without network.
 */
export const checkInShape = z.object({ id: text(200), visitId: id });
export type CheckIn = z.infer<typeof checkInShape>;

export const checkIn: RecordType<CheckIn> = defineRecord({
  name: 'check-in',
  shape: checkInShape,
  stream: 'front-desk',
  handlers: [
    on(visitCheckedIn, {
      check: (one, _body, _entry, reader) => {
        const here = one && reader.get(visit, one.visitId);
        if (!here || !OPEN_STATES.includes(here.state)) return undefined;
        return refuse('already-checked-in', { token: here.token, date: here.businessDate, state: here.state });
      },
      fold: (_one, body, entry) => ({ id: checkInId(body, entry), visitId: body.visitId }),
    }),
  ],
});
