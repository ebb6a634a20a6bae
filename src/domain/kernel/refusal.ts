/**
 * An expected "no", in counter language. A refusal is a value: the window translates its code, nobody catches it.
 * Bugs throw; refusals are returned.
 */
export interface Refusal {
  readonly refused: true;
  /** Stable kebab-case code, e.g. `day-locked`. Translated in the renderer only. */
  readonly code: string;
  /** What the sentence needs to be useful: amounts in minor units, names, dates. Never clinical content. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export function refuse(code: string, details: Refusal['details'] = {}): Refusal {
  return { refused: true, code, details };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true;
}
