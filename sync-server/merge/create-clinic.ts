import { refuse } from '#domain/kernel/refusal.ts';
import type { ExecuteResponse } from '#protocol/sync-messages.ts';
import type { ServerParts } from '../parts.ts';
import { makeHead } from '../store/heads.ts';
import { inClinic } from '../store/in-clinic.ts';
import { answer, no, theHost } from './execute.ts';
import { holdClinic } from './server-author.ts';

/** Carries a refusal out of the transaction that must not be kept. */
class NotSetUp extends Error {
  readonly answer: ExecuteResponse;
  constructor(answer: ExecuteResponse) {
    super('the clinic was not set up');
    this.answer = answer;
  }
}

/** Makes a tenant and, in the same transaction, its first entries: `setUpClinic` answers what they are. */
export async function createClinic(parts: ServerParts, clinicId: string, input: unknown): Promise<ExecuteResponse> {
  return inClinic(parts.sql, clinicId, async (tx) => {
    if (!(await makeHead(tx, clinicId))) return no(refuse('clinic-exists', { clinic: clinicId }));
    const held = await holdClinic(parts, tx, clinicId);
    if (!held) throw new Error('the new clinic is not there');
    const said = await answer(held, 'setUpClinic', input, theHost(held));
    if (!said.ok) throw new NotSetUp(said);
    return said;
  }).catch((problem: unknown) => {
    if (problem instanceof NotSetUp) return problem.answer;
    throw problem;
  });
}
