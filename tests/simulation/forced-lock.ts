import type { Clinic } from './clinic.ts';
import { lockedDay, lockedUntil } from './server-log.ts';

/** The first day of every seed. */
export const LOCKED_DATE = '2026-05-04';

/** What the server had when the lock was made. */
export interface AtLock {
  /** Last position before anything could arrive after it. */
  readonly position: number;
  readonly bytes: string;
}

/** By then an answer has come or been given up, or the terminal that asked has been restarted. */
const ASKED_AGAIN_MS = 120_000;

/** The manager locks the main branch's day though some terminals cannot be reached. */
export class ForcedLock {
  readonly missing: string[] = [];
  /** Ids of the terminals it was last asked to be made without. */
  declared: readonly string[] = [];
  at: AtLock | null = null;
  /** Why it was refused, for a seed that never gets one. */
  readonly refused: string[] = [];
  readonly #clinic: Clinic;
  #askedAtMs = Number.NEGATIVE_INFINITY;

  constructor(clinic: Clinic) {
    this.#clinic = clinic;
    // Whether or not the answer reaches the back office: what counts is what the server did.
    clinic.afterExecute = async (operation) => {
      if (operation === 'lockBusinessDay' && !this.at) this.at = await this.#look();
    };
  }

  get branchId(): string {
    return this.#clinic.branches.get('MAIN') ?? '';
  }

  get isDone(): boolean {
    return this.at !== null;
  }

  /** One or two terminals lose their network; they come back when the day is worked. */
  cutSomeOff(): void {
    const { random, terminals, network } = this.#clinic;
    const able = terminals.filter(({ seat }) => seat.branchId === this.branchId && seat.kind !== 'back-office');
    for (let left = random.between(1, 2); left > 0; left--) {
      const { name } = random.pick(able).seat;
      if (!this.missing.includes(name)) this.missing.push(name);
      network.cut(name);
      network.hold(name);
    }
  }

  /** Asks for the lock until it is made: the back office may be cut off, too. */
  async insist(): Promise<void> {
    const { nowMs } = this.#clinic.time;
    if (this.at || nowMs - this.#askedAtMs < ASKED_AGAIN_MS) return;
    this.#askedAtMs = nowMs;
    this.declared = this.#withoutWhich();
    const said = { force: true, missing: this.declared, reason: 'a machine cannot be reached' };
    const lock = { branchId: this.branchId, date: LOCKED_DATE, ...said };
    await this.#clinic.terminal('back-office').ask('lockBusinessDay', lock, (answer) => {
      if (!answer.ok) this.refused.push(`${answer.refusal.code} ${JSON.stringify(answer.refusal.details)}`);
    });
  }

  /** At first those that were cut off; where others keep it from being made, every machine of the branch. */
  #withoutWhich(): readonly string[] {
    const ofBranch = this.#clinic.terminals.filter(({ seat }) => seat.branchId === this.branchId);
    const declared = this.refused.length > 0 ? ofBranch : ofBranch.filter(({ seat }) => this.missing.includes(seat.name));
    return declared.map(({ id }) => id);
  }

  async #look(): Promise<AtLock | null> {
    if ((await lockedUntil(this.#clinic, this.branchId)) !== LOCKED_DATE) return null;
    const position = await this.#clinic.position();
    return { position, bytes: await lockedDay(this.#clinic, this.branchId, LOCKED_DATE) };
  }
}
