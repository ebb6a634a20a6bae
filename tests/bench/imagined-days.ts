import type { Contact } from '#domain/kernel/operation.ts';
import { terminal } from '#domain/terminals/terminal.ts';
import { nonCashItems } from '#domain/tills/non-cash-items.ts';
import { openTillHere } from '#domain/tills/open-till-here.ts';
import { expectedCash, type Till } from '#domain/tills/till.ts';
import { approved } from '../fixtures/approvals.ts';
import type { SmallClinic, Standing } from '../fixtures/domain.ts';
import { countOf } from '../fixtures/paying-clinic.ts';
import { ImaginedVisits } from './imagined-visits.ts';

/** As many as make 300,000 entries in a year. */
const VISITS_A_DAY = 124;
const DAY_MS = 86_400_000;
const FIRST_MORNING_MS = Date.UTC(2025, 3, 1, 3, 30);
/** The clinic was set up the evening before. */
export const SET_UP_MS = FIRST_MORNING_MS - DAY_MS / 2;
const CASHIERS = 6;
/** Of so many days one is not as usual. */
const EVERY = {
  handover: 7,
  forcedClose: 53,
  pause: 29,
  shortage: 5,
  overage: 8,
  unproven: 17,
  paidOut: 3,
  overdrawn: 59,
} as const;
/** What is worked while the lunch takes too long. */
const PAUSE_MS = 4 * 3_600_000;
/** UPI of a day that the bank does not show. */
const UNSEEN = 1;

/** A clinic's days, one after the other: tills that open, hand over and close, cash that moves, days and months that are locked. */
export class ImaginedDays {
  readonly #clinic: SmallClinic;
  readonly #visits: ImaginedVisits;
  /** Who works at the counter, a day each in turn. */
  readonly #cashiers: readonly Standing[];
  #onDuty: Standing;
  #day = -1;
  #today = 0;

  constructor(clinic: SmallClinic) {
    this.#clinic = clinic;
    this.#visits = new ImaginedVisits(clinic);
    const more = Array.from({ length: CASHIERS - 1 }, (_, at) => clinic.person(`cashier${at}`, ['cashier'], 'cashier'));
    this.#cashiers = [clinic.cashier, ...more];
    this.#onDuty = clinic.cashier;
  }

  /** The next visit, with what else the day brings before or after it. */
  goOn(): void {
    if (this.#today === 0) this.#beginDay();
    this.#visits.come(this.#onDuty);
    this.#today += 1;
    if (this.#today === VISITS_A_DAY / 2) this.#noon();
    if (this.#today === VISITS_A_DAY) this.#endDay();
  }

  #is(odd: keyof typeof EVERY): boolean {
    return this.#day % EVERY[odd] === EVERY[odd] - 1;
  }

  #cashier(after: number): Standing {
    return this.#cashiers[(this.#day + after) % CASHIERS] ?? this.#clinic.cashier;
  }

  #beginDay(): void {
    const { world } = this.#clinic;
    this.#day += 1;
    world.nowMs = FIRST_MORNING_MS + this.#day * DAY_MS;
    const before = world.businessDate;
    world.businessDate = new Date(world.nowMs).toISOString().slice(0, 10);
    this.#onDuty = this.#cashier(0);
    if (this.#day > 0) this.#lock(before);
    world.done(this.#onDuty, 'openTill', { openingFloatMinor: 100_000 });
    // More than the float: what is more had not been entered.
    const early = { amountMinor: 150_000, reason: 'Change for the safe', envelope: 'S-0', attemptId: `early drop ${this.#day}` };
    if (this.#is('overdrawn')) world.done(this.#onDuty, 'dropCash', early);
  }

  #noon(): void {
    const { world } = this.#clinic;
    const reason = 'Too much in the drawer';
    world.done(this.#onDuty, 'dropCash', { amountMinor: 500_000, reason, envelope: 'S-1', attemptId: `safe drop ${this.#day}` });
    if (this.#is('paidOut')) {
      const courier = { amountMinor: 20_000, category: 'courier', payee: 'Blue Dart', reason: 'A parcel' };
      world.done(this.#onDuty, 'payOut', { ...courier, attemptId: `paid out ${this.#day}` });
    }
    if (this.#is('pause')) world.nowMs += PAUSE_MS;
    if (this.#is('handover')) this.#handOver(this.#cashier(3));
  }

  /** The next cashier counts a note less than the one before. */
  #handOver(to: Standing): void {
    const { world } = this.#clinic;
    const there = expectedCash(this.#till());
    const offer = { toUserId: to.actor.userId, counts: countOf(there) };
    const { outcome } = world.done(this.#onDuty, 'offerHandover', offer);
    if (outcome === 'count-again') world.done(this.#onDuty, 'offerHandover', offer);
    const taken = { counts: countOf(there - 10_000), ticked: this.#slips() };
    if (world.done(to, 'acceptHandover', taken).outcome === 'count-again') world.done(to, 'acceptHandover', taken);
    this.#onDuty = to;
  }

  #endDay(): void {
    const { world } = this.#clinic;
    const offMinor = this.#is('shortage') ? -20_000 : this.#is('overage') ? 5_000 : 0;
    const counts = countOf(expectedCash(this.#till()) + offMinor);
    if (this.#is('forcedClose')) this.#forceClose(this.#cashier(1), counts);
    else {
      const asked = { counts, ticked: this.#slips().slice(this.#is('unproven') ? 1 : 0) };
      if (world.done(this.#onDuty, 'closeTill', asked).outcome === 'count-again') world.done(this.#onDuty, 'closeTill', asked);
    }
    this.#today = 0;
  }

  #forceClose(by: Standing, counts: ReturnType<typeof countOf>): void {
    const { world, backOffice } = this.#clinic;
    const forced = { tillId: this.#till().id, counts, reason: 'Went home with the till open' };
    const { approvalId } = world.done(by, 'requestForceClose', forced);
    world.done(by, 'forceCloseTill', { ...forced, approval: approved(world, approvalId, backOffice) });
  }

  /** The morning after: the bank's statement, the day's lock, and the month's when it was its last. */
  #lock(date: string): void {
    const { world, backOffice, server, branchId } = this.#clinic;
    const rows = this.#visits.takeTransactions().slice(UNSEEN);
    if (rows.length > 0) world.done(backOffice, 'matchStatement', { branchId, rows });
    world.contacts = this.contacts();
    world.done(server, 'lockBusinessDay', { branchId, date });
    const month = date.slice(0, 7);
    if (month !== world.businessDate.slice(0, 7)) world.done(server, 'lockMonth', { branchId, month });
    world.contacts = [];
  }

  /** Every machine of the branch, in touch just now. */
  contacts(): Contact[] {
    const { world, branchId } = this.#clinic;
    const said = { seq: 1, hash: '0'.repeat(64), lastContactMs: world.nowMs, backlog: 0, frozen: false };
    const terminals = world.records.find(terminal, { branchId }, { limit: 1000 });
    return terminals.map(({ id: terminalId, epoch }) => ({ terminalId, epoch, ...said }));
  }

  #till(): Till {
    const open = openTillHere(this.#clinic.world.records, this.#clinic.cashier.place);
    if (!open) throw new Error('no till is open in the imagined year');
    return open;
  }

  #slips(): string[] {
    return nonCashItems(this.#clinic.world.records, this.#till().id).map(({ id }) => id);
  }
}
