import type { z } from 'zod';
import { type Refusal, refuse } from './refusal.ts';

/** What is wrong with something that was entered, in a code that a window has words for. */
export type WrongInput = 'missing' | 'too-long' | 'too-many' | 'too-large' | 'too-small' | 'wrong';

/**
 * An input has not the shape that it should have. `where` and `problem` are for programs and for whoever reads the log;
 * people are told `rule`, and `limit` where there is one. What was typed is not repeated.
 */
export function invalidInput(issue: z.core.$ZodIssue | undefined): Refusal {
  return refuse('invalid-input', {
    where: issue?.path.join('.') ?? '',
    problem: issue?.message ?? 'does not have the expected shape',
    ...brokenRule(issue),
  });
}

/** Which rule was broken; and how much it allows. */
export function brokenRule(issue: z.core.$ZodIssue | undefined): { readonly rule: WrongInput; readonly limit?: number } {
  switch (issue?.code) {
    case 'too_big':
      return { rule: tooBig(issue.origin), limit: Number(issue.maximum) };
    case 'too_small':
      if (issue.origin === 'number' || issue.origin === 'int') return { rule: 'too-small', limit: Number(issue.minimum) };
      return { rule: Number(issue.minimum) === 1 ? 'missing' : 'wrong' };
    default:
      return { rule: 'wrong' };
  }
}

function tooBig(origin: string): WrongInput {
  if (origin === 'string') return 'too-long';
  return origin === 'array' ? 'too-many' : 'too-large';
}
