import type { z } from 'zod';
import { invalidInput } from '#domain/kernel/invalid-input.ts';
import type { Answer } from '#protocol/counter-api.ts';
import { no, yes } from './answers.ts';

/** Reads what a window sent. A wrong shape is a refusal that names the field; what was typed is not repeated. */
export function parseInput<Input>(shape: z.ZodType<Input>, raw: unknown): Answer<Input> {
  const parsed = shape.safeParse(raw);
  if (parsed.success) return yes(parsed.data);
  return no(invalidInput(parsed.error.issues[0]));
}
