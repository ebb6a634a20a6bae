import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { invoice } from '#domain/invoices/invoice.ts';
import { payment } from '#domain/payments/payment.ts';
import { house } from '#domain/registry.ts';
import { visit } from '#domain/visits/visit.ts';
import { storeFileOf } from '#main/store/open-terminal-store.ts';
import type { ReadableStore } from '#main/store/terminal-store.ts';
import { verifyTerminalStore } from '#main/store/verify-terminal-store.ts';
import { startChild } from '../../commands/child.ts';
import { Random } from '../../commands/random.ts';
import { openRealClinic, openTerminal, type RealClinic, visitsReady } from '../fixtures/real-clinic.ts';
import type { Acknowledged } from './paying-terminal.ts';

const PAYING = fileURLToPath(new URL('./paying-terminal.ts', import.meta.url));
const KILLS = 5;
const VISITS = 60;

let folder: string;
let clinic: RealClinic;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-killed-'));
  chmodSync(folder, 0o755);
  clinic = await openRealClinic(folder);
});
afterEach(async () => {
  await clinic.server.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Lets the terminal collect until it has said yes so many times, and a little longer, then ends it without a word. */
async function payUntilKilled(dataDir: string, payments: number, moreMs: number): Promise<Acknowledged[]> {
  const said: Acknowledged[] = [];
  const child = await startChild(PAYING, [dataDir], (message) => (message as { ready?: true }).ready);
  const ended = once(child.process, 'exit');
  const enough = new Promise<void>((resolve) => {
    child.process.on('message', (message) => {
      const { acknowledged } = message as { acknowledged?: Acknowledged };
      if (acknowledged) said.push(acknowledged);
      if (said.length >= payments) resolve();
    });
  });
  await Promise.race([enough, ended]);
  await delay(moreMs);
  process.kill(child.process.pid as number, 'SIGKILL');
  await ended;
  return said;
}

function expectWhole(store: ReadableStore, acknowledged: readonly Acknowledged[]): void {
  for (const { seq, hash, receiptNumber, totalMinor } of acknowledged) {
    expect(store.entriesAfter(seq - 1, 1)[0]?.hash).toBe(hash);
    expect(store.reader.find(payment, { receiptNumber })).toMatchObject([{ totalMinor }]);
  }
  // Each payment is there with everything that belongs to it: none half.
  for (const { invoiceId, visitId, totalMinor } of store.reader.find(payment, {}, { limit: 1000 })) {
    expect(store.reader.get(invoice, invoiceId)).toMatchObject({ paidMinor: totalMinor, state: 'PAID' });
    expect(store.reader.get(visit, visitId)).toMatchObject({ state: 'PAID' });
  }
  const taken = store.reader.find(payment, {}, { limit: 1000 }).reduce((sum, { totalMinor }) => sum + totalMinor, 0);
  expect(store.head().grossInMinor).toBe(taken);
}

describe('a terminal that is killed while it collects', () => {
  it('has every payment it said yes to, none half, and goes on', async () => {
    const random = new Random(1);
    const { cashier } = await visitsReady(clinic, VISITS);
    await cashier.done('openTill', { openingFloatMinor: 0 });
    await cashier.terminal.close();
    const acknowledged: Acknowledged[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      acknowledged.push(...(await payUntilKilled(cashier.dataDir, random.between(1, 8), random.between(0, 8))));
      const verified = verifyTerminalStore(storeFileOf(cashier.dataDir), house);
      expect(verified).toMatchObject({ fault: null, differs: null });
      const again = await openTerminal(cashier.dataDir);
      expectWhole(again.store, acknowledged);
      await again.close();
    }
    expect(acknowledged.length).toBeGreaterThan(KILLS);
    const last = await openTerminal(cashier.dataDir);
    await last.syncOnce();
    expect(last.store.backlog()).toBe(0);
    const held = last.store.reader.find(payment, {}, { limit: 1000 });
    expectWhole(last.store, acknowledged);
    await last.close();
    const office = await clinic.enrol('Back office');
    await office.terminal.syncOnce();
    const central = office.terminal.store.reader.find(payment, {}, { limit: 1000 });
    expect(central.map(({ receiptNumber }) => receiptNumber).sort()).toEqual(
      held.map(({ receiptNumber }) => receiptNumber).sort(),
    );
    await office.terminal.close();
  });
});
