import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { smallHouse, tallyRaised } from '../../../tests/store-contract/small-house.ts';
import { SmallTerminal } from '../../../tests/store-contract/small-terminal.ts';
import { NotAStore, verifyTerminalStore } from './verify-terminal-store.ts';

const AMOUNTS = [500, 20, 30_000, 7, 1_200, 45, 9_999, 1];

let terminal: SmallTerminal;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-torn-'));
  terminal = new SmallTerminal();
  for (const [index, amountMinor] of AMOUNTS.entries())
    terminal.append([tallyRaised.of({ id: 't', itemId: 'a', amountMinor })], {
      documentNumber: `R01/2627/00000${index + 1}`,
    });
});
afterEach(() => {
  terminal.remove();
  rmSync(folder, { recursive: true });
});

/** The store as a power cut may leave it: what was being written last came only in part, or as something else. */
function torn(tear: (writeAheadLog: Buffer) => Buffer): string {
  const file = join(folder, 'torn.sqlite');
  for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
  copyFileSync(terminal.file, file);
  writeFileSync(`${file}-wal`, tear(readFileSync(`${terminal.file}-wal`)));
  return file;
}

/** How many entries there are again, or that it is no store at all. What is there must hold, its records with it. */
function recovered(file: string): number | 'refused' {
  try {
    const { entries, fault, differs } = verifyTerminalStore(file, smallHouse);
    expect([fault, differs]).toEqual([null, null]);
    expect(entries).toBeLessThanOrEqual(AMOUNTS.length);
    return entries;
  } catch (error) {
    if (!(error instanceof NotAStore)) throw error;
    return 'refused';
  }
}

describe('a write that was torn', { timeout: 60_000 }, () => {
  it('leaves the log as it was after one of its entries, or refused: never a total that no log makes', () => {
    const seen = new Set<number | 'refused'>();
    const { length } = readFileSync(`${terminal.file}-wal`);
    fc.assert(
      fc.property(fc.nat(length), (at) => {
        seen.add(recovered(torn((all) => all.subarray(0, at))));
      }),
      { numRuns: 40 },
    );
    expect(recovered(torn((all) => all))).toBe(AMOUNTS.length);
    expect(seen.size).toBeGreaterThan(2);
  });

  it('that came as something else is not taken for an entry', () => {
    const { length } = readFileSync(`${terminal.file}-wal`);
    fc.assert(
      fc.property(fc.nat(length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        recovered(
          torn((all) => {
            all.writeUInt8((all.readUInt8(at) ^ by) & 0xff, at);
            return all;
          }),
        );
      }),
      { numRuns: 40 },
    );
  });
});
