import type { z } from 'zod';
import { refused } from './problems.ts';

/** A request as its shape has it; anything else is refused with where it went wrong. */
export function parseRequest<Shape extends z.ZodType>(shape: Shape, raw: unknown): z.output<Shape> {
  const parsed = shape.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw refused('malformed-request', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 200));
}

/** Whether every text in a parsed JSON value is Unicode: half a surrogate pair has no canonical form, so nothing can log it. */
export function isUnicode(value: unknown): boolean {
  // Not by recursion: a nest can be deeper than the stack.
  const waiting = [value];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one === 'string' && !one.isWellFormed()) return false;
    if (typeof one !== 'object' || one === null) continue;
    for (const [name, inside] of Object.entries(one)) waiting.push(name, inside);
  }
  return true;
}
