import type { Actor } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { user } from './user.ts';

/** The doctor that this person works as; refuses a login that is linked with none. */
export function workingDoctor(reader: Reader, actor: Actor): { doctorId: string } | Refusal {
  const doctorId = reader.get(user, actor.userId)?.doctorId;
  return doctorId ? { doctorId } : refuse('no-doctor-profile', { name: actor.name });
}
