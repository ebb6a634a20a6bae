import { z } from 'zod';
import { counter } from '../clinics/counter.ts';
import { id, text } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { hash64, terminalEnrolled } from './changes.ts';
import { enrolmentCode } from './enrolment-code.ts';
import { type Terminal, terminal } from './terminal.ts';

/**
 * Redeems an enrolment code: a machine becomes the terminal of the code's counter, and the one that stood there is retired.
 * Done by the server in its own name; the secret is what allows it.
 */
export const enrolTerminal = defineOperation({
  name: 'enrolTerminal',
  roles: [],
  terminals: ['server'],
  decidedAt: 'central',
  makes: [terminalEnrolled],
  input: z.strictObject({ secretHash: hash64, publicKey: text(200), machineHash: hash64, installationId: id }),
  decide({ secretHash, ...machine }, { reader, nowMs, newId }) {
    const [code] = reader.find(enrolmentCode, { secretHash }, { limit: 1 });
    if (!code) return refuse('enrolment-code-unknown');
    if (code.state !== 'OPEN') return refuse('enrolment-code-used');
    if (nowMs >= code.expiresAtMs) return refuse('enrolment-code-expired', { expiresAtMs: code.expiresAtMs });
    const place = reader.get(counter, code.counterId);
    if (!place) return refuse('counter-unknown');
    const number = (newest(reader, {})?.number ?? 0) + 1;
    const enrolled = {
      terminalId: newId(),
      code: `T${String(number).padStart(2, '0')}`,
      kind: place.kind,
      branchId: place.branchId,
      // One more than the last machine here had, working or not.
      epoch: (newest(reader, { counterId: place.id })?.epoch ?? 0) + 1,
    };
    const replaces = place.terminalId;
    const where = { counterId: place.id, name: place.name, codeId: code.id };
    return {
      changes: [terminalEnrolled.of({ ...enrolled, ...machine, ...where, number, replaces })],
      result: enrolled,
      branchId: place.branchId,
    };
  },
});

function newest(reader: Reader, where: { counterId?: string }): Terminal | undefined {
  return reader.find(terminal, where, { orderBy: 'number', descending: true, limit: 1 })[0];
}
