import type { z } from 'zod';
import type { Answer } from '#protocol/counter-api.ts';
import { no, yes } from './answers.ts';

/** Reads what a window sent. A wrong shape is a refusal that names the field; what was typed is not repeated. */
export function parseInput<Input>(shape: z.ZodType<Input>, raw: unknown): Answer<Input> {
  const parsed = shape.safeParse(raw);
  if (parsed.success) return yes(parsed.data);
  const issue = parsed.error.issues[0];
  return no('invalid-input', {
    where: issue?.path.join('.') ?? '',
    problem: issue?.message ?? 'does not have the expected shape',
  });
}
