import { z } from 'zod';
import { counter } from '../clinics/counter.ts';
import { id, instantMs } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { enrolmentCodeCreated, enrolmentCodeWithdrawn, hash64, terminalEnrolled } from './changes.ts';

export const ENROLMENT_CODE_LASTS_MS = 10 * 60_000;

/** Lets one machine become the terminal of one counter, once, within ten minutes. */
export const enrolmentCodeShape = z.object({
  id,
  counterId: id,
  branchId: id,
  secretHash: hash64,
  expiresAtMs: instantMs,
  state: z.enum(['OPEN', 'USED', 'WITHDRAWN']),
});
export type EnrolmentCode = z.infer<typeof enrolmentCodeShape>;

export const enrolmentCode: RecordType<EnrolmentCode> = defineRecord({
  name: 'enrolment-code',
  shape: enrolmentCodeShape,
  stream: 'management',
  columns: ['secretHash', 'counterId', 'state'],
  indexes: [['secretHash'], ['counterId', 'state']],
  handlers: [
    on(enrolmentCodeCreated, {
      check: (one, body, _entry, reader) => {
        if (one) return refuse('enrolment-code-exists');
        return reader.get(counter, body.counterId) ? undefined : refuse('counter-unknown');
      },
      fold: (one, { codeId, ...body }) => one ?? { id: codeId, ...body, state: 'OPEN' },
    }),
    on(enrolmentCodeWithdrawn, { fold: (one) => one && { ...one, state: one.state === 'OPEN' ? 'WITHDRAWN' : one.state } }),
    on(terminalEnrolled, {
      check: (one) => (one?.state === 'OPEN' ? undefined : refuse('enrolment-code-used')),
      fold: (one) => one && { ...one, state: 'USED' },
    }),
  ],
});
