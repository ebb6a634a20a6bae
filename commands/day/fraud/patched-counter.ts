import { join } from 'node:path';
import { house } from '#domain/registry.ts';
import { openBrowserShell } from '#main/browser-shell.ts';
import { systemClock } from '#main/clock.ts';
import { plainTerminal } from '#main/plain-terminal.ts';
import { connectCounter } from '../../counter-client.ts';
import { type CuttableLink, codeThrough } from '../../cuttable-link.ts';
import { type Counter, signIn, sitDown } from '../counters.ts';
import { PASSWORD, PATCHED_SEAT } from '../plan.ts';
import { patchedHouse } from './patched-house.ts';

/** A counter whose program somebody has changed, on a machine whose clock they can set. */
export interface PatchedCounter extends Counter {
  /** By how much its machine's clock is wrong. */
  readonly clock: { wrongByMs: number };
}

/** Enrols a terminal of this process that has the patched rules, and signs somebody in there. */
export async function openPatchedCounter(dataDir: string, code: string, link: CuttableLink): Promise<PatchedCounter> {
  const clock = { wrongByMs: 0 };
  const silent = () => undefined;
  const terminal = await plainTerminal(dataDir, {
    house: patchedHouse(house),
    clock: { ...systemClock, nowMs: () => systemClock.nowMs() + clock.wrongByMs },
    machineId: async () => `machine of ${PATCHED_SEAT.login}`,
    report: silent,
  });
  const enrolled = await terminal.enrol(codeThrough(code, link));
  if (!enrolled.ok) throw new Error(`${PATCHED_SEAT.name} is not enrolled: ${enrolled.refusal.code}`);
  // Nobody looks at its window.
  const windowFolder = join(dataDir, 'no window');
  const shell = await openBrowserShell({ terminal, windowFolder, port: 0, report: silent });
  const client = await connectCounter(shell.newLink());
  const { name, kind } = PATCHED_SEAT;
  const counter = await sitDown({ name, kind, dataDir, client, link }, async () => {
    await shell.close();
    await terminal.close();
  });
  await signIn(counter, PATCHED_SEAT.login, PASSWORD);
  return { ...counter, clock };
}
