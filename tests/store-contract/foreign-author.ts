import type { Change } from '#domain/kernel/change.ts';
import { GENESIS_HASH, type WireEntry, writeEntry } from '#protocol/entry.ts';

export const CLINIC = 'clinic-1';
export const BRANCH = 'branch-1';
export const BUSINESS_DATE = '2026-05-04';
/** 2026-05-04 09:00 in Kolkata. */
export const MORNING_MS = Date.UTC(2026, 4, 4, 3, 30);

/** Another terminal of the clinic: writes entries in a chain of its own. */
export class ForeignAuthor {
  readonly terminalId: string;
  #seq = 0;
  #prev = GENESIS_HASH;

  constructor(terminalId: string) {
    this.terminalId = terminalId;
  }

  write(
    changes: readonly Change[],
    about: { businessDate?: string; recordedAtMs?: number; documentNumber?: string } = {},
  ): WireEntry {
    this.#seq += 1;
    const recordedAtMs = about.recordedAtMs ?? MORNING_MS + this.#seq * 1000;
    const written = writeEntry(
      {
        clinicId: CLINIC,
        branchId: BRANCH,
        terminalId: this.terminalId,
        epoch: 1,
        seq: this.#seq,
        prev: this.#prev,
        hlc: `${String(recordedAtMs).padStart(15, '0')}:000000`,
        recordedAtMs,
        businessDate: about.businessDate ?? BUSINESS_DATE,
        actorId: `user-of-${this.terminalId}`,
        sessionId: null,
        operation: 'test',
        documentNumber: about.documentNumber ?? null,
        grossInMinor: 0,
        grossOutMinor: 0,
        checkpoint: null,
      },
      changes,
    );
    this.#prev = written.hash;
    return { ...written, signature: null };
  }
}
