import { access, house } from '#domain/registry.ts';
import type { ServerLink } from '#main/terminal-parts.ts';
import { GENESIS_HASH, writeEntry } from '#protocol/entry.ts';
import { appendLeaf, EMPTY_FRONTIER, type Frontier, leafOf, rootOf } from '#protocol/merkle.ts';
import type { FeedItem, PullResponse, Verdict } from '#protocol/sync-messages.ts';
import { keysFrom, newPrivateKey, signCheckpoint } from '#server/keys.ts';
import { itemFor } from '#server/merge/pull.ts';
import { enrol, type SmallClinic, type Standing, smallClinic, type World } from '../fixtures/domain.ts';
import { imaginedPatient } from './imagined-patients.ts';

/** Visits a day, of eight entries each: 300,000 entries are a year. */
const VISITS_A_DAY = 110;
const DAY_MS = 86_400_000;
const FIRST_MORNING_MS = Date.UTC(2025, 3, 1, 3, 30);
/** What a back office looks out for happens now and then. */
const REPRINT_EVERY = 30;
const NO_SALE_EVERY = 45;
const ATTEMPT_EVERY = 60;
const UNBILLED_EVERY = 400;
const CASHIERS = 6;
/** Every third visit is a new patient's; the others have been here before. */
const NEW_PATIENT_EVERY = 3;

/**
 * A year of a clinic, by its operations: decided, checked and folded in memory, and told to a terminal as a server would, with chains, positions, leaves and signed checkpoints. Entries are made as they are pulled.
 */
export class ImaginedYear {
  readonly entries: number;
  readonly #keys = keysFrom(newPrivateKey());
  readonly #clinic: SmallClinic;
  readonly #place: ReturnType<typeof enrol>['place'];
  readonly #kind: 'cashier' | 'back-office';
  /** Who works at the counter, a day each in turn. */
  readonly #cashiers: readonly Standing[];
  readonly #heads = new Map<string, string>();
  #waiting: FeedItem[] = [];
  #made: Frontier = EMPTY_FRONTIER;
  #told: Frontier = EMPTY_FRONTIER;
  #visits = 0;
  readonly #patientIds: string[] = [];
  #newcomers = 0;

  constructor(entries: number, kind: 'cashier' | 'back-office' = 'cashier') {
    this.entries = entries;
    this.#kind = kind;
    this.#clinic = smallClinic();
    const { world, server, branchId } = this.#clinic;
    // UUIDs as terminals make them, so that records are as large as real ones.
    world.newId = () => crypto.randomUUID();
    this.#place = enrol(world, server, branchId, kind).place;
    const more = Array.from({ length: CASHIERS - 1 }, (_, at) => this.#clinic.person(`cashier${at}`, ['cashier'], 'cashier'));
    this.#cashiers = [this.#clinic.cashier, ...more];
  }

  /** A manager at the terminal that is told all this. */
  get manager(): Standing {
    return { actor: this.#clinic.backOffice.actor, place: this.#place };
  }

  get nowMs(): number {
    return this.#clinic.world.nowMs;
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

  get #cashier(): Standing {
    const day = Math.floor(this.#visits / VISITS_A_DAY);
    return this.#cashiers[day % CASHIERS] ?? this.#clinic.cashier;
  }

  #makeMore(): void {
    const { world } = this.#clinic;
    if (this.#visits % VISITS_A_DAY === 0) {
      if (this.#visits > 0) this.#closeTill(this.#cashiers[(this.#visits / VISITS_A_DAY - 1) % CASHIERS] ?? this.#clinic.cashier);
      world.nowMs = FIRST_MORNING_MS + (this.#visits / VISITS_A_DAY) * DAY_MS;
      world.businessDate = new Date(world.nowMs).toISOString().slice(0, 10);
      world.done(this.#cashier, 'openTill', { openingFloatMinor: 100_000 });
    }
    this.#visit();
    for (const entry of world.entries.splice(0)) this.#put(entry);
    world.log.length = 0;
  }

  /** Nobody has counted well: the first count asks for a second, which stands. */
  #closeTill(cashier: Standing): void {
    const { world } = this.#clinic;
    const closed = world.done(cashier, 'closeTill', { counts: [] });
    if (closed.outcome === 'count-again') world.done(cashier, 'closeTill', { counts: [] });
  }

  /** One visit, from the door to the door. */
  #visit(): void {
    const { world, reception, consulting, doctorId, services } = this.#clinic;
    const cashier = this.#cashier;
    world.nowMs += 60_000;
    this.#visits += 1;
    const isUnbilled = this.#visits % UNBILLED_EVERY === 0;
    // Whoever was not billed is still here, as far as the records know, and does not come again.
    const patientId = isUnbilled ? this.#newPatient() : this.#patient();
    const { visitId } = world.done(reception, 'checkInPatient', { patientId, doctorId });
    world.done(consulting, 'startConsultation', { visitId });
    world.done(consulting, 'sendToBilling', { visitId, treatments: [{ serviceId: services.filling, tooth: 36 }] });
    if (isUnbilled) return;
    const { invoiceId, totalMinor } = world.done(cashier, 'issueInvoice', { visitId });
    const tenders = [{ kind: 'cash', amountMinor: totalMinor, tenderedMinor: totalMinor }];
    const attemptId = `attempt ${this.#visits}`;
    const { paymentId } = world.done(cashier, 'recordPayment', { invoiceId, tenders, attemptId });
    this.#oddities(cashier, paymentId);
    world.done(reception, 'completeVisit', { visitId });
  }

  #oddities(cashier: Standing, paymentId: string): void {
    const { world } = this.#clinic;
    if (this.#visits % REPRINT_EVERY === 0) world.done(cashier, 'reprintReceipt', { paymentId });
    if (this.#visits % NO_SALE_EVERY === 0) world.done(cashier, 'openDrawer', { reason: 'change for a note' });
    if (this.#visits % ATTEMPT_EVERY !== 0) return;
    const { userId, sessionId } = cashier.actor;
    const attempt = { userId, sessionId: sessionId ?? '', terminalId: cashier.place.terminalId };
    const refused = { operation: 'recordPayment', code: 'already-paid', subjectId: paymentId, times: 1 };
    world.write([access.attemptRefused({ ...attempt, ...refused })], world.entryOf(cashier, 'refuseAttempt'));
  }

  #patient(): string {
    const known = this.#patientIds[(this.#visits * 7919) % Math.max(1, this.#patientIds.length)];
    if (known !== undefined && this.#visits % NEW_PATIENT_EVERY !== 0 && this.#patientIds.length > VISITS_A_DAY) return known;
    const patientId = this.#newPatient();
    this.#patientIds.push(patientId);
    return patientId;
  }

  #newPatient(): string {
    const { world, reception, doctorId } = this.#clinic;
    const { name, phone, sex, birthDate } = imaginedPatient(this.#newcomers);
    this.#newcomers += 1;
    return world.done(reception, 'registerPatient', { name, phone, sex, birthDate, doctorId }).patientId;
  }

  /** Writes the entry and gives it its position, as author and server do. */
  #put({ changes, facts }: World['entries'][number]): void {
    const { postedDate, late: _, flags: __, seenAtMs: ___, ...said } = facts;
    const head = this.#heads.get(said.terminalId) ?? GENESIS_HASH;
    const hlc = `${String(said.recordedAtMs).padStart(15, '0')}:${String(said.seq % 1_000_000).padStart(6, '0')}`;
    const totals = { grossInMinor: 0, grossOutMinor: 0 };
    const wire = { ...writeEntry({ ...said, ...totals, prev: head, hlc, checkpoint: null }, changes), signature: null };
    this.#heads.set(said.terminalId, wire.hash);
    const verdict: Verdict = { status: 'accepted', flags: [], postedDate, late: false };
    const leaf = leafOf(wire.hash, verdict);
    this.#made = appendLeaf(this.#made, leaf);
    const { terminalId, epoch, seq, branchId } = said;
    const placed = { position: this.#made.size, terminalId, epoch, seq, branchId, wire, verdict, leaf };
    this.#waiting.push(itemFor(house, { kind: this.#kind, branchId: this.#clinic.branchId }, this.#place, placed));
  }
}
