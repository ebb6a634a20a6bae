import type { Identified } from '#domain/kernel/record.ts';

/**
 * A record as last read or written. It is parsed once, when somebody asks for it, and not at every turn of a counter;
 * because all who ask share it, it is frozen: whoever tried to change it would be told at once.
 */
export class KeptRecord {
  /** The record's JSON as stored; undefined: there is none. */
  readonly body: string | undefined;
  #record: Identified | undefined;
  #frozen = false;

  /** @param record what the body was made of, where that is at hand */
  constructor(body: string | undefined, record?: Identified) {
    this.body = body;
    this.#record = record;
  }

  get record(): Identified | undefined {
    if (this.body === undefined || this.#frozen) return this.#record;
    this.#record = frozen(this.#record ?? (JSON.parse(this.body) as Identified));
    this.#frozen = true;
    return this.#record;
  }
}

export const NO_RECORD = new KeptRecord(undefined);

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const field of Object.values(value)) frozen(field);
  return Object.freeze(value);
}
