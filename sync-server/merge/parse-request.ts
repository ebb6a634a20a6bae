import type { z } from 'zod';
import { refused } from './problems.ts';

/** A request as its shape has it; anything else is refused with where it went wrong. */
export function parseRequest<Shape extends z.ZodType>(shape: Shape, raw: unknown): z.output<Shape> {
  const parsed = shape.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw refused('malformed-request', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 200));
}
