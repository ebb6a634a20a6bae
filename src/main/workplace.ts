import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type { Access, Surroundings } from '#domain/kernel/access.ts';
import type { Change, RecordKey } from '#domain/kernel/change.ts';
import type { House } from '#domain/kernel/house.ts';
import type { Actor, DecisionContext, Place } from '#domain/kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '#domain/kernel/refusal.ts';
import type { LiveMessage } from '#protocol/counter-api.ts';
import { idFor } from '#protocol/ids.ts';
import { ONLY_NOW, signatureFault } from '#protocol/person-signature.ts';
import type { Clock } from './clock.ts';
import type { AppendedEntry, NewEntry, TerminalStore } from './store/terminal-store.ts';
import { Scratch } from './training.ts';
import type { TrustedClock } from './trusted-clock.ts';

/** What an entry says of itself beyond its changes. */
export type EntryFrame = Pick<NewEntry, 'actorId' | 'sessionId' | 'operation'> & {
  readonly documentNumber?: string | null;
  readonly branchId?: string | null;
};

export interface WorkplaceParts {
  readonly house: House;
  readonly access: Access;
  readonly place: Place;
  readonly store: TerminalStore;
  readonly clock: Clock;
  readonly trusted: TrustedClock;
  readonly tell: (message: LiveMessage) => void;
  /** Something waits to be sent. */
  readonly recorded: () => void;
}

/** An enrolled terminal at work: where decisions get what they may know, and where their changes become an entry. */
export class Workplace {
  readonly house: House;
  readonly access: Access;
  readonly place: Place;
  readonly store: TerminalStore;
  readonly clock: Clock;
  readonly trusted: TrustedClock;
  #surroundings: Surroundings | null = null;
  /** Set while this terminal is in training. */
  #scratch: Scratch | null = null;
  readonly #tell: WorkplaceParts['tell'];
  readonly #recorded: () => void;

  constructor(parts: WorkplaceParts) {
    this.house = parts.house;
    this.access = parts.access;
    this.place = parts.place;
    this.store = parts.store;
    this.clock = parts.clock;
    this.trusted = parts.trusted;
    this.#tell = parts.tell;
    this.#recorded = parts.recorded;
  }

  /** Asked for at every call, changed only by what the server sends. */
  surroundings(): Surroundings {
    this.#surroundings ??= this.access.surroundings(this.store.reader, this.place);
    return this.#surroundings;
  }

  /** The server's word was folded: what surrounds the terminal may read differently. */
  lookAround(): void {
    this.#surroundings = null;
  }

  /** Where everything is practised while this terminal is in training; null: it works. */
  scratch(): Scratch | null {
    if (!this.surroundings().training) this.#scratch = null;
    else this.#scratch ??= new Scratch(this);
    return this.#scratch;
  }

  newId(): string {
    // UUIDv7 takes 48 bits of time from the terminal's clock, so that virtual time is in the ids too.
    return v7({ msecs: Math.max(0, Math.floor(this.clock.nowMs())) });
  }

  businessDate(): string {
    return this.access.businessDate(...this.#whenAndWhere());
  }

  /** The locked date that puts this terminal ahead of the calendar; null: it is not ahead. */
  lockedAhead(): string | null {
    return this.access.lockedAhead(...this.#whenAndWhere());
  }

  #whenAndWhere(): Parameters<Access['businessDate']> {
    // The server's time as this machine knows it: its own clock may be a day ahead, and cash would be of tomorrow.
    return [this.scratch()?.draft ?? this.store.reader, this.place, this.trusted.nowMs(), this.knownServerMs()];
  }

  contextFor(actor: Actor): DecisionContext {
    const scratch = this.scratch();
    const { epoch, ...chain } = this.store.head();
    return {
      reader: scratch?.draft ?? this.store.reader,
      actor,
      place: scratch?.place ?? this.place,
      nowMs: this.clock.nowMs(),
      businessDate: this.businessDate(),
      newId: () => this.newId(),
      idFor: (...words) => idFor(this.place.clinicId, words),
      contacts: [],
      chain: { ...chain, ...scratch?.totals },
    };
  }

  /** Why a change that a person must have signed is not theirs; undefined where each is. */
  unsignedRefusal(changes: readonly Change[]): Refusal | undefined {
    const fault = signatureFault(this.house, (userId) => this.access.signer(this.store.reader, userId), changes, ONLY_NOW);
    return fault === undefined ? undefined : refuse(fault);
  }

  /** Checks the changes one after another and appends them as one entry, durably; then tells whoever listens. */
  append(frame: EntryFrame, changes: readonly Change[], businessDate = this.businessDate()): AppendedEntry | Refusal {
    const unsigned = this.unsignedRefusal(changes);
    if (unsigned) return unsigned;
    const appended = this.store.appendChecked({
      branchId: frame.branchId === undefined ? this.place.branchId : frame.branchId,
      recordedAtMs: this.clock.nowMs(),
      businessDate,
      actorId: frame.actorId,
      sessionId: frame.sessionId,
      operation: frame.operation,
      documentNumber: frame.documentNumber ?? null,
      changes,
    });
    if (isRefusal(appended)) return appended;
    this.lookAround();
    // An entry that touches no record, a logged read, leaves every screen as it is; a list of none would say the opposite.
    if (appended.touched.length > 0) this.changed(appended.touched);
    this.#recorded();
    return appended;
  }

  /** Windows that show one of these read them again. */
  changed(records: readonly RecordKey[]): void {
    this.#tell({ kind: 'changed', records: [...records] });
  }

  /** The latest server time this terminal has heard, UTC ms; 0: never. */
  knownServerMs(): number {
    return Math.max(this.store.checkpoint()?.atMs ?? 0, this.trusted.contact?.serverMs ?? 0);
  }
}

/** Tells one run of the program from another. */
export function newProcessId(): string {
  return randomUUID();
}
