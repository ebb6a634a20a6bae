import { z } from 'zod';
import { counter } from '../clinics/counter.ts';
import { id } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { enrolmentCodeCreated, enrolmentCodeWithdrawn, hash64 } from './changes.ts';
import { ENROLMENT_CODE_LASTS_MS, enrolmentCode } from './enrolment-code.ts';

/** Lets one machine become the terminal of a counter within ten minutes. Codes made before for the counter end. */
export const createEnrolmentCode = defineOperation({
  name: 'createEnrolmentCode',
  roles: ['administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'central',
  makes: [enrolmentCodeWithdrawn, enrolmentCodeCreated],
  hostMakes: 'secretHash',
  input: z.strictObject({ counterId: id, secretHash: hash64.optional() }),
  decide({ counterId, secretHash }, { reader, nowMs, newId }) {
    const place = reader.get(counter, counterId);
    if (!place) return refuse('counter-unknown');
    if (!secretHash) return refuse('secret-missing');
    const codeId = newId();
    const expiresAtMs = nowMs + ENROLMENT_CODE_LASTS_MS;
    const earlier = reader.find(enrolmentCode, { counterId, state: 'OPEN' }, { limit: 100 });
    return {
      changes: [
        ...earlier.map((code) => enrolmentCodeWithdrawn.of({ codeId: code.id })),
        enrolmentCodeCreated.of({ codeId, counterId, branchId: place.branchId, secretHash, expiresAtMs }),
      ],
      result: { codeId, expiresAtMs, counterName: place.name, kind: place.kind },
      branchId: place.branchId,
    };
  },
});
