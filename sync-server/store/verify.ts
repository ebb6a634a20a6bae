import { type KeyObject, verify } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import type { Centre } from '#domain/kernel/centre.ts';
import type { House } from '#domain/kernel/house.ts';
import { publicKeyFrom, verifyHash } from '#protocol/entry.ts';
import { appendLeaf, EMPTY_FRONTIER, type Frontier, leafOf, rootOf } from '#protocol/merkle.ts';
import { signatureFault } from '#protocol/person-signature.ts';
import { checkpointText } from '#protocol/sync-messages.ts';
import { BadEntry, type OpenedEntry, openBatch } from '../merge/open-batch.ts';
import type { Database } from './connect.ts';
import { type PlacedEntry, readEntries } from './entries.ts';
import { guardFault } from './guards.ts';
import { type ChainEnd, emptyChain, readChain, rootsText, SERVER_TERMINAL } from './heads.ts';
import { inClinicAtOneMoment } from './in-clinic.ts';
import { clinicIds, Refolded } from './rebuild.ts';

/** The first thing in the server's log that does not hold. */
export interface LogFault {
  /** Null where it is about the whole database. */
  readonly clinicId: string | null;
  /** Where in the clinic's order; null where it is not about one position. */
  readonly position: number | null;
  /** Which entry: its place in its author's chain. */
  readonly terminalId: string | null;
  /** The code by which people know that terminal, e.g. `T02`; null where the log does not say. */
  readonly terminalCode: string | null;
  readonly epoch: number | null;
  readonly seq: number | null;
  readonly what: string;
}

export interface ServerVerification {
  readonly clinics: number;
  /** Entries that hold, up to the fault. */
  readonly entries: number;
  /** Records that are what the log makes of them. */
  readonly records: number;
  readonly fault: LogFault | null;
}

interface Rules {
  readonly house: House;
  readonly centre: Centre;
}

const BATCH = 1000;

/**
 * Checks every clinic of a database: chains, signatures, positions, tree, checkpoints, and the records the log makes; and that
 * what guards them stands.
 * @param only these clinics alone
 */
export async function verifyDatabase(database: Database, rules: Rules, only?: readonly string[]): Promise<ServerVerification> {
  const { app, owner } = database;
  const [identity] = await owner<{ public_key: string }[]>`SELECT public_key FROM server_identity`;
  const serverKey = identity ? publicKeyFrom(identity.public_key) : undefined;
  let entries = 0;
  let records = 0;
  const clinics = only ?? (await clinicIds(owner));
  for (const clinicId of clinics) {
    const found = await inClinicAtOneMoment(app, clinicId, async (tx) => {
      const clinic = new ClinicLog(tx, clinicId, rules, serverKey);
      return { fault: await clinic.fault(), entries: clinic.entries, records: clinic.records };
    });
    entries += found.entries;
    records += found.records;
    if (found.fault) return { clinics: clinics.length, entries, records, fault: found.fault };
  }
  const guards = await guardFault(owner);
  const nowhere = { clinicId: null, position: null, terminalId: null, terminalCode: null, epoch: null, seq: null };
  const fault = guards === undefined ? null : { ...nowhere, what: guards };
  return { clinics: clinics.length, entries, records, fault };
}

/** One clinic's log, walked from its first position at one moment. */
class ClinicLog {
  entries = 0;
  records = 0;
  readonly #tx: TransactionSql;
  readonly #clinicId: string;
  readonly #rules: Rules;
  readonly #serverKey: KeyObject | undefined;
  readonly #refolded: Refolded;
  readonly #keys = new Map<string, KeyObject>();
  readonly #chains = new Map<string, { end: ChainEnd; signed: boolean; position: number }>();
  #frontier: Frontier = EMPTY_FRONTIER;
  /** Before the page at hand. */
  #frontierBefore: Frontier = EMPTY_FRONTIER;

  constructor(tx: TransactionSql, clinicId: string, rules: Rules, serverKey: KeyObject | undefined) {
    this.#tx = tx;
    this.#clinicId = clinicId;
    this.#rules = rules;
    this.#serverKey = serverKey;
    this.#refolded = new Refolded(rules);
  }

  async fault(): Promise<LogFault | null> {
    for (;;) {
      const page = await readEntries(this.#tx, this.#clinicId, this.#frontier.size, BATCH);
      for (const entry of page) {
        const what = this.#entryFault(entry);
        if (what) return this.#at(entry, what);
        this.entries += 1;
      }
      const wrong = await this.#checkpointFault(page);
      if (wrong) return wrong;
      if (page.length < BATCH) break;
    }
    return (await this.#endsFault()) ?? (await this.#recordsFault());
  }

  #at({ position, terminalId, epoch, seq }: PlacedEntry, what: string): LogFault {
    return { clinicId: this.#clinicId, position, terminalId, terminalCode: this.#codeOf(terminalId), epoch, seq, what };
  }

  #ofClinic(what: string, position: number | null = null): LogFault {
    return { clinicId: this.#clinicId, position, terminalId: null, terminalCode: null, epoch: null, seq: null, what };
  }

  #codeOf(terminalId: string): string | null {
    return this.#rules.centre.terminal(this.#refolded.reader, terminalId)?.code ?? null;
  }

  #entryFault(entry: PlacedEntry): string | undefined {
    if (entry.position !== this.#frontier.size + 1) return `the entry before it is missing: position ${this.#frontier.size + 1}`;
    const opened = this.#inChain(entry);
    if (typeof opened === 'string') return opened;
    const fault = this.#signatureFault(entry) ?? this.#personsFault(entry, opened);
    if (fault) return fault;
    if (leafOf(entry.wire.hash, entry.verdict) !== entry.leaf) return 'the leaf is not that of this entry and verdict';
    this.#frontier = appendLeaf(this.#frontier, entry.leaf);
    this.#refolded.fold(entry);
    return undefined;
  }

  /** The entry as it continues its chain; or why it does not. */
  #inChain({ terminalId, epoch, seq, branchId, wire, position }: PlacedEntry): OpenedEntry | string {
    const name = `${terminalId} ${epoch}`;
    const known = this.#chains.get(name)?.end ?? emptyChain(terminalId, epoch);
    if (seq !== known.seq + 1) return `it does not follow entry ${known.seq} of its chain`;
    // The server names any branch; a terminal's own was checked when it was pushed, and the header's is what the row says.
    const author = { clinicId: this.#clinicId, terminalId, epoch, branchId };
    try {
      const { end, opened } = openBatch(this.#rules.house, author, known, [wire]);
      const [one] = opened;
      if (one?.header.branchId !== branchId) return 'the branch is not the header’s';
      this.#chains.set(name, { end, signed: wire.signature !== null, position });
      return one;
    } catch (problem) {
      if (problem instanceof BadEntry) return problem.message;
      throw problem;
    }
  }

  #signatureFault({ terminalId, wire }: PlacedEntry): string | undefined {
    if (wire.signature === null) return undefined;
    const key = this.#keyOf(terminalId);
    if (!key) return 'it is signed by nobody who is enrolled';
    return verifyHash(wire.hash, wire.signature, key) ? undefined : 'the signature is not its author’s';
  }

  /** What a person must have signed and the server took as signed: with a key and a role they had at some time. */
  #personsFault({ verdict }: PlacedEntry, { changes }: OpenedEntry): string | undefined {
    if (verdict.status === 'refused') return undefined;
    const { house, centre } = this.#rules;
    const code = signatureFault(
      house,
      (userId) => centre.signer(this.#refolded.reader, userId),
      changes,
      () => true,
    );
    return code === undefined || verdict.flags.includes(code) ? undefined : 'what a person must have signed in it is not theirs';
  }

  #keyOf(terminalId: string): KeyObject | undefined {
    if (terminalId === SERVER_TERMINAL) return this.#serverKey;
    const known = this.#keys.get(terminalId);
    if (known) return known;
    const terminal = this.#rules.centre.terminal(this.#refolded.reader, terminalId);
    if (!terminal) return undefined;
    const key = publicKeyFrom(terminal.publicKey);
    this.#keys.set(terminalId, key);
    return key;
  }

  /** Statements kept for positions of this page, against the tree as it grew. */
  async #checkpointFault(page: readonly PlacedEntry[]): Promise<LogFault | null> {
    const [first] = page;
    if (!first) return null;
    const kept = await this.#tx<{ position: number; roots: string; root: string; at_ms: number; signature: string }[]>`
      SELECT position, roots, root, at_ms, signature FROM checkpoint
      WHERE clinic_id = ${this.#clinicId} AND position >= ${first.position} AND position <= ${this.#frontier.size} ORDER BY position`;
    let frontier = this.#frontierBefore;
    let at = 0;
    for (const one of kept) {
      for (; at < page.length && (page[at]?.position ?? 0) <= one.position; at++)
        frontier = appendLeaf(frontier, page[at]?.leaf ?? '');
      if (rootsText(frontier) !== one.roots || rootOf(frontier) !== one.root)
        return this.#ofClinic('the checkpoint kept here is not that of the tree', one.position);
      if (!this.#isSigned({ position: one.position, root: one.root, atMs: one.at_ms, signature: one.signature }))
        return this.#ofClinic('the checkpoint kept here is not signed by this server', one.position);
    }
    this.#frontierBefore = this.#frontier;
    return null;
  }
  #isSigned({ signature, ...said }: { position: number; root: string; atMs: number; signature: string }): boolean {
    if (!this.#serverKey) return false;
    const text = checkpointText({ clinicId: this.#clinicId, ...said });
    return verify(null, Buffer.from(text), this.#serverKey, Buffer.from(signature, 'base64'));
  }

  /** The ends that are kept beside the log: of the order, and of each chain, which its author must have signed. */
  async #endsFault(): Promise<LogFault | null> {
    const [head] = await this.#tx<{ position: number; roots: string; at_ms: number | null; signature: string | null }[]>`
      SELECT position, roots, checkpoint_at_ms AS at_ms, checkpoint_signature AS signature
      FROM clinic_head WHERE clinic_id = ${this.#clinicId}`;
    if (head?.position !== this.#frontier.size)
      return this.#ofClinic(
        `the order ends at ${this.#frontier.size}, but ${head?.position ?? 0} were placed`,
        this.#frontier.size + 1,
      );
    if (head.roots !== rootsText(this.#frontier)) return this.#ofClinic('the tree kept for the end is not that of the log');
    const { at_ms: atMs, signature, position } = head;
    const signed =
      atMs !== null && signature !== null && this.#isSigned({ position, root: rootOf(this.#frontier), atMs, signature });
    if (position > 0 && !signed) return this.#ofClinic('the last checkpoint is not signed by this server', position);
    for (const { end, signed: isSigned, position: at } of this.#chains.values()) {
      const { terminalId, epoch, seq } = end;
      const kept = await readChain(this.#tx, this.#clinicId, terminalId, epoch);
      const where = { clinicId: this.#clinicId, position: at, terminalId, terminalCode: this.#codeOf(terminalId), epoch, seq };
      if (kept.seq !== seq || kept.hash !== end.hash)
        return { ...where, what: `the chain ends here, but ${kept.seq} entries were taken` };
      // The server's own chain is covered by its checkpoints.
      if (!isSigned && terminalId !== SERVER_TERMINAL)
        return { ...where, what: 'the end of the chain is not signed by its author' };
    }
    return null;
  }

  async #recordsFault(): Promise<LogFault | null> {
    const { differs, equal } = await this.#refolded.compare(this.#tx, this.#rules.house, this.#clinicId);
    this.records = equal;
    return differs ? this.#ofClinic(`record ${differs.record} ${differs.id} is not what the log makes of it`) : null;
  }
}
