import type { Reader } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { doctor } from './doctor.ts';

/** Why nobody can be seen by this doctor; undefined where they see patients here. */
export function doctorRefusal(reader: Reader, doctorId: string): Refusal | undefined {
  const one = reader.get(doctor, doctorId);
  if (!one) return refuse('doctor-unknown');
  return one.active ? undefined : refuse('doctor-not-active', { doctor: one.name });
}
