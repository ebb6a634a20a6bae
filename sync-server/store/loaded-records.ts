import type { TransactionSql } from 'postgres';
import type { RecordKey } from '#domain/kernel/change.ts';
import type { House } from '#domain/kernel/house.ts';
import type { FindOptions, Identified, Reader, RecordType, Where } from '#domain/kernel/record.ts';
import { findRecords, getRecords, searchRecords } from './records.ts';

/** Stops a decision that read what is not loaded yet: it is loaded and the decision runs again. */
export class NotLoaded extends Error {
  readonly load: () => Promise<void>;
  constructor(load: () => Promise<void>) {
    super('not loaded');
    this.load = load;
  }
}

/** A decision that reads in a longer chain than this is a bug, not a decision. */
const MAX_ROUNDS = 500;
const FIND_MAX = 1000;

interface Found {
  readonly records: readonly Identified[];
  readonly limit: number;
}

/**
 * The records of one clinic as one transaction sees them, loaded as they are asked for. Synchronous to read, since rules
 * are pure and synchronous everywhere; `settled` runs a rule until everything it reads is here.
 */
export class LoadedRecords implements Reader {
  readonly #tx: TransactionSql;
  readonly #clinicId: string;
  readonly #house: House;
  readonly #byId = new Map<string, Map<string, Identified | undefined>>();
  readonly #found = new Map<string, Found>();
  /** While a decision is only tried: what it read and is not loaded yet. */
  #missing: { readonly keys: RecordKey[]; readonly answers: (() => Promise<void>)[] } | undefined;

  constructor(tx: TransactionSql, clinicId: string, house: House) {
    this.#tx = tx;
    this.#clinicId = clinicId;
    this.#house = house;
  }

  get<Rec extends Identified>(type: RecordType<Rec>, id: string): Rec | undefined {
    const loaded = this.#ofType(type.name);
    if (!loaded.has(id)) {
      const key = { record: type.name, id };
      if (!this.#missing) throw new NotLoaded(() => this.load([key]));
      this.#missing.keys.push(key);
    }
    return loaded.get(id) as Rec | undefined;
  }

  find<Rec extends Identified>(type: RecordType<Rec>, where: Where<Rec>, options: FindOptions<Rec> = {}): readonly Rec[] {
    const limit = Math.min(options.limit ?? 200, FIND_MAX);
    const asked = JSON.stringify([type.name, where, options.orderBy, options.descending]);
    return this.#answer<Rec>(asked, limit, (loadLimit) => findRecords(this.#tx, this.#clinicId, type, where, options, loadLimit));
  }

  search<Rec extends Identified>(type: RecordType<Rec>, text: string, limit = 20): readonly Rec[] {
    const asked = JSON.stringify([type.name, text]);
    return this.#answer<Rec>(asked, Math.min(limit, FIND_MAX), (loadLimit) =>
      searchRecords(this.#tx, this.#clinicId, type, text, loadLimit),
    );
  }

  /** Loads records by key, in one query per type; what is loaded already is not asked for again. */
  async load(keys: Iterable<RecordKey>): Promise<void> {
    const wanted = new Map<string, Set<string>>();
    for (const { record, id } of keys) {
      if (this.#ofType(record).has(id)) continue;
      const ofType = wanted.get(record);
      if (ofType) ofType.add(id);
      else wanted.set(record, new Set([id]));
    }
    await Promise.all([...wanted].map(([record, ids]) => this.#loadType(record, [...ids])));
  }

  /**
   * Like `settled`, for a rule without any effect but its answer. It goes on past what is not loaded, as if that were not
   * there, so that one try finds many records to load: a batch of an import reads hundreds. Answers of such tries are
   * thrown away, errors in them too.
   */
  async decided<Result>(rule: () => Result): Promise<Result> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const { outcome, keys, answers } = this.#tryOut(rule);
      if (keys.length === 0 && answers.length === 0) return outcome();
      await this.load(keys);
      for (const answer of answers) await answer();
    }
    throw new Error(`a decision read more than ${MAX_ROUNDS} things one after another`);
  }

  #tryOut<Result>(rule: () => Result): { outcome: () => Result; keys: RecordKey[]; answers: (() => Promise<void>)[] } {
    const missing = { keys: [], answers: [] };
    this.#missing = missing;
    try {
      const result = rule();
      return { outcome: () => result, ...missing };
    } catch (problem) {
      const outcome = () => {
        throw problem;
      };
      return { outcome, ...missing };
    } finally {
      this.#missing = undefined;
    }
  }

  async settled<Result>(rule: () => Result): Promise<Result> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      try {
        return rule();
      } catch (stop) {
        if (!(stop instanceof NotLoaded)) throw stop;
        await stop.load();
      }
    }
    throw new Error(`a decision read more than ${MAX_ROUNDS} things one after another`);
  }

  #ofType(name: string): Map<string, Identified | undefined> {
    let ofType = this.#byId.get(name);
    if (!ofType) {
      ofType = new Map();
      this.#byId.set(name, ofType);
    }
    return ofType;
  }

  async #loadType(name: string, ids: readonly string[]): Promise<void> {
    const type = this.#house.records.get(name);
    if (!type) throw new Error(`${name} is not in the registry`);
    const loaded = this.#ofType(name);
    const rows = await getRecords(this.#tx, this.#clinicId, type, ids);
    for (const id of ids) loaded.set(id, undefined);
    for (const { id, body } of rows) loaded.set(id, body);
  }

  #answer<Rec extends Identified>(
    asked: string,
    limit: number,
    load: (limit: number) => Promise<readonly Identified[]>,
  ): readonly Rec[] {
    const found = this.#found.get(asked);
    if (found && (found.records.length < found.limit || found.limit >= limit)) return found.records.slice(0, limit) as Rec[];
    const loading = async () => {
      // A draft asks for a few more each time it has written one: the next such question is answered from here too.
      const loadLimit = Math.min(FIND_MAX, 2 ** Math.ceil(Math.log2(limit + 100)));
      this.#found.set(asked, { records: await load(loadLimit), limit: loadLimit });
    };
    if (!this.#missing) throw new NotLoaded(loading);
    this.#missing.answers.push(loading);
    return [];
  }
}
