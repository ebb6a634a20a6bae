import { z } from 'zod';
import { text } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { enrolmentRefused, hash64 } from './changes.ts';
import { enrolmentCode } from './enrolment-code.ts';

/** Writes down that a machine was turned away. Done by the server in its own name. */
export const refuseEnrolment = defineOperation({
  name: 'refuseEnrolment',
  roles: [],
  terminals: ['server'],
  decidedAt: 'central',
  makes: [enrolmentRefused],
  input: z.strictObject({ reason: text(64), secretHash: hash64, machineHash: hash64.nullable() }),
  decide({ reason, secretHash, machineHash }, { reader }) {
    const [code] = reader.find(enrolmentCode, { secretHash }, { limit: 1 });
    return { changes: [enrolmentRefused.of({ reason, machineHash, codeId: code?.id ?? null })], result: null };
  },
});
