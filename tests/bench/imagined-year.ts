import { addDays } from '#domain/kernel/calendar.ts';
import type { EntryFacts } from '#domain/kernel/entry-facts.ts';
import type { Contact } from '#domain/kernel/operation.ts';
import { house } from '#domain/registry.ts';
import type { ServerLink } from '#main/terminal-parts.ts';
import { GENESIS_HASH, writeEntry } from '#protocol/entry.ts';
import { appendLeaf, EMPTY_FRONTIER, type Frontier, leafOf, rootOf } from '#protocol/merkle.ts';
import type { FeedItem, PullResponse, Verdict } from '#protocol/sync-messages.ts';
import { keysFrom, newPrivateKey, signCheckpoint } from '#server/keys.ts';
import { itemFor } from '#server/merge/pull.ts';
import { enrol, type SmallClinic, type Standing, smallClinic, World } from '../fixtures/domain.ts';
import { ImaginedDays, SET_UP_MS } from './imagined-days.ts';

const DAY_MS = 86_400_000;
/** Of so many entries of payments the server finds one odd, in turn. */
const ODD_EVERY = 997;
/** Of so many one was made by a terminal that had long been out of touch. */
const ALONE_EVERY = 1_009;
const ALONE_MS = 10 * 3_600_000;

/**
 * A year of a clinic, by its operations: decided, checked and folded in memory, and told to a terminal as a server would, with
 * chains, positions, leaves and signed checkpoints. Entries are made as they are pulled.
 */
export class ImaginedYear {
  readonly entries: number;
  readonly #keys = keysFrom(newPrivateKey());
  readonly #clinic: SmallClinic;
  readonly #place: ReturnType<typeof enrol>['place'];
  readonly #kind: 'cashier' | 'back-office';
  readonly #days: ImaginedDays;
  readonly #heads = new Map<string, string>();
  #waiting: FeedItem[] = [];
  #made: Frontier = EMPTY_FRONTIER;
  #told: Frontier = EMPTY_FRONTIER;
  #payments = 0;

  constructor(entries: number, kind: 'cashier' | 'back-office' = 'cashier') {
    this.entries = entries;
    this.#kind = kind;
    const world = new World();
    world.nowMs = SET_UP_MS;
    world.businessDate = new Date(SET_UP_MS).toISOString().slice(0, 10);
    this.#clinic = smallClinic(world);
    const { server, branchId } = this.#clinic;
    // UUIDs as terminals make them, so that records are as large as real ones.
    world.newId = () => crypto.randomUUID();
    this.#place = enrol(world, server, branchId, kind).place;
    this.#days = new ImaginedDays(this.#clinic);
  }

  /** A manager at the terminal that is told all this. */
  get manager(): Standing {
    return { actor: this.#clinic.backOffice.actor, place: this.#place };
  }

  get nowMs(): number {
    return this.#clinic.world.nowMs;
  }

  /** What the server would know of the clinic's machines. */
  get contacts(): readonly Contact[] {
    return this.#days.contacts();
  }

  get clinicId(): string {
    return this.#place.clinicId;
  }

  /** The way to the imagined server, for the terminal that is being filled. */
  link(): ServerLink {
    const { clinicId, terminalId, terminalCode, epoch } = this.#place;
    const { branchId } = this.#clinic;
    const enrolled = { clinicId, branchId, terminalId, terminalCode, kind: this.#kind, epoch };
    return {
      enrol: async () => ({ ...enrolled, serverPublicKey: this.#keys.publicKey, serverEpoch: 'imagined' }),
      tellRefusal: async () => ({ heard: true }),
      snapshot: async () => ({
        position: 0,
        frontier: { size: 0, roots: [] },
        checkpoint: this.#statement(),
        records: [],
        next: null,
      }),
      push: async () => ({ seq: 0, position: 0 }),
      pull: async ({ limit, head }) => this.#answer(limit, head.seq),
      execute: async () => ({ ok: false, code: 'unknown-operation', details: {} }),
      live: async () => {},
      close: async () => {},
    };
  }

  #answer(limit: number, ownSeq: number): PullResponse {
    const left = this.entries - this.#told.size;
    while (this.#waiting.length < Math.min(limit, left)) this.#makeMore();
    const items = this.#waiting.splice(0, Math.min(limit, left));
    for (const { leaf } of items) this.#told = appendLeaf(this.#told, leaf);
    const { nowMs } = this.#clinic.world;
    const leaseUntilMs = nowMs + DAY_MS;
    const more = this.#told.size < this.entries;
    return { items, checkpoint: this.#statement(), between: [], more, nowMs, leaseUntilMs, serverEpoch: 'imagined', ownSeq };
  }

  #statement() {
    const { size: position } = this.#told;
    return signCheckpoint(this.#keys, {
      clinicId: this.clinicId,
      position,
      root: rootOf(this.#told),
      atMs: this.#clinic.world.nowMs,
    });
  }

  #makeMore(): void {
    const { world } = this.#clinic;
    this.#days.goOn();
    for (const entry of world.entries.splice(0)) this.#put(entry);
    world.log.length = 0;
  }

  /** Writes the entry and gives it its position, as author and server do. */
  #put({ changes, facts }: World['entries'][number]): void {
    const { postedDate: _, late: __, flags: ___, seenAtMs: ____, ...said } = facts;
    const head = this.#heads.get(said.terminalId) ?? GENESIS_HASH;
    const hlc = `${String(said.recordedAtMs).padStart(15, '0')}:${String(said.seq % 1_000_000).padStart(6, '0')}`;
    const totals = { grossInMinor: 0, grossOutMinor: 0 };
    if (said.operation === 'recordPayment') this.#payments += 1;
    const checkpoint = this.#isPayment(said, ALONE_EVERY) ? longAgo(said.recordedAtMs) : null;
    const wire = { ...writeEntry({ ...said, ...totals, prev: head, hlc, checkpoint }, changes), signature: null };
    this.#heads.set(said.terminalId, wire.hash);
    const verdict = this.#verdictOn(said);
    const leaf = leafOf(wire.hash, verdict);
    this.#made = appendLeaf(this.#made, leaf);
    const { terminalId, epoch, seq, branchId } = said;
    const own = terminalId === this.#place.terminalId && epoch === this.#place.epoch;
    const placed = { position: this.#made.size, terminalId, epoch, seq, branchId, wire: own ? null : wire, verdict, leaf };
    this.#waiting.push(itemFor(house, { kind: this.#kind, branchId: this.#clinic.branchId }, placed));
  }

  #isPayment({ operation }: Pick<EntryFacts, 'operation'>, nth: number): boolean {
    return operation === 'recordPayment' && this.#payments % nth === 0;
  }

  /** Now and then something came late, at an impossible time, or twice. */
  #verdictOn(said: Pick<EntryFacts, 'operation' | 'businessDate'>): Verdict {
    const asSaid: Verdict = { status: 'accepted', flags: [], postedDate: said.businessDate, late: false };
    if (!this.#isPayment(said, ODD_EVERY)) return asSaid;
    switch ((this.#payments / ODD_EVERY) % 3) {
      case 0:
        return { ...asSaid, late: true, postedDate: addDays(said.businessDate, 1) };
      case 1:
        return { ...asSaid, status: 'flagged', flags: ['clock-suspect'] };
      default:
        return { ...asSaid, status: 'flagged', flags: ['already-paid'] };
    }
  }
}

function longAgo(atMs: number) {
  return { position: 0, atMs: atMs - ALONE_MS, root: GENESIS_HASH };
}
