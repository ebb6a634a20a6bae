import type { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { brokenRule } from '../kernel/invalid-input.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';

/** A date as files write it: `1989-05-25`, with or without a time after it, or `25/05/1989`. Null where there is none. */
export function dateCell(field: string, cell: string): string | null | Refusal {
  if (cell === '') return null;
  const indian = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(cell);
  const date = indian
    ? `${indian[3]}-${indian[2]?.padStart(2, '0')}-${indian[1]?.padStart(2, '0')}`
    : cell.replace(/^(\d{4}-\d{2}-\d{2})[T ].*$/, '$1');
  return calendarDate.safeParse(date).success ? date : refuse('not-a-date', { field, value: cell.slice(0, 40) });
}

/** Whether a row fits the operation; says which field does not and why. */
export function fits<Shape extends z.ZodType>(shape: Shape, row: z.input<Shape>): z.input<Shape> | Refusal {
  const parsed = shape.safeParse(row);
  if (parsed.success) return row;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  return issue?.code === 'too_big'
    ? refuse('field-too-long', { field, longest: Number(issue.maximum) })
    : refuse('field-not-valid', { field, problem: issue?.message ?? '', ...brokenRule(issue) });
}
