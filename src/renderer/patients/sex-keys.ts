import type { Sex } from '#domain/patients/changes.ts';

/** As they stand on the screen, left to right. */
export const SEXES = ['female', 'male', 'other'] as const satisfies readonly Sex[];

const LETTERS: ReadonlyMap<string, Sex> = new Map([
  ['f', 'female'],
  ['m', 'male'],
  ['o', 'other'],
]);

/**
 * What a key chooses: its first letter, or the neighbour by an arrow. With nothing chosen an arrow forward takes the first
 * and one back the last. Undefined: the key chooses nothing.
 */
export function sexByKey(key: string, chosen: Sex | null): Sex | undefined {
  const letter = LETTERS.get(key.toLowerCase());
  if (letter) return letter;
  const at = chosen === null ? null : SEXES.indexOf(chosen);
  if (key === 'ArrowRight' || key === 'ArrowDown') return SEXES[at === null ? 0 : (at + 1) % SEXES.length];
  if (key === 'ArrowLeft' || key === 'ArrowUp') return SEXES.at(at === null ? -1 : at - 1);
  return undefined;
}
