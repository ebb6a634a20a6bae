import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clinic } from './clinic.ts';
import type { ForcedLock } from './forced-lock.ts';
import { broken } from './invariants.ts';
import { runSeed } from './run-seeds.ts';
import { openCentre, type SimulatedCentre } from './simulated-centre.ts';
import { workDay } from './simulated-day.ts';

const SEED = 7;
/** Of a day that somebody meddles with: enough for payments, a lock and what comes late. */
const STEPS = 120;

let centre: SimulatedCentre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(async () => {
  await centre.close();
});

/** Works one seed's day, lets a liar do his work, and says what the simulation finds. */
async function found(sabotage: {
  readonly before?: (clinic: Clinic) => void;
  readonly after?: (clinic: Clinic, lock: ForcedLock) => Promise<void>;
}): Promise<string> {
  const clinic = new Clinic(centre, SEED);
  try {
    await clinic.setUp();
    sabotage.before?.(clinic);
    const lock = await workDay(clinic, STEPS);
    await sabotage.after?.(clinic, lock);
    return (await broken(clinic, lock)).join('\n');
  } finally {
    await clinic.close();
  }
}

/** Changes the server's record tables as who owns them; a seed whose day has nothing to change there is no test. */
async function asOwner(clinic: Clinic, sql: string): Promise<void> {
  const { owner } = clinic.centre.database;
  await owner.begin(async (tx) => {
    await tx`SELECT set_config('app.clinic_id', ${clinic.id}, true)`;
    const { count } = await tx.unsafe(sql);
    expect(count, `rows that are there for: ${sql}`).toBeGreaterThan(0);
  });
}

describe('a seed', () => {
  it('is worked the same way every time', async () => {
    const first = await runSeed(centre, SEED);
    const second = await runSeed(centre, SEED + 100_000);
    const again = await runSeed(centre, SEED);
    expect(first.faults).toEqual([]);
    expect(second.faults).toEqual([]);
    expect(again.trace).toBe(first.trace);
    expect(second.trace).not.toBe(first.trace);
  });
});

describe('the simulation notices', () => {
  it('a server that says it has entries and has not', async () => {
    let lies = 0;
    const faults = await found({
      before: (clinic) => {
        clinic.interpose = (honest) => ({
          ...honest,
          async push(request) {
            if (lies++ !== 20) return honest.push(request);
            const last = JSON.parse(request.entries.at(-1)?.header ?? '') as { seq: number };
            return { seq: last.seq, position: 0 };
          },
        });
      },
    });
    expect(lies).toBeGreaterThan(20);
    // A terminal sends again what the server turns out not to have: either nothing is lost, or it is said.
    expect(faults).toBe('');
  });

  it('a server that swallows entries for good', async () => {
    const faults = await found({
      before: (clinic) => {
        clinic.interpose = (honest) => ({
          ...honest,
          push: async (request) => ({
            seq: (JSON.parse(request.entries.at(-1)?.header ?? '') as { seq: number }).seq,
            position: 0,
          }),
        });
      },
    });
    expect(faults).toMatch(/has \d+ entries, the server \d+ of it/);
  });

  it('a feed whose verdicts are not the ones that were signed', async () => {
    const faults = await found({
      before: (clinic) => {
        clinic.interpose = (honest) => ({
          ...honest,
          async pull(request) {
            const answer = await honest.pull(request);
            const items = answer.items.map((item) =>
              item.entry
                ? { ...item, entry: { ...item.entry, verdict: { ...item.entry.verdict, status: 'refused' as const } } }
                : item,
            );
            return { ...answer, items };
          },
        });
      },
    });
    expect(faults).toMatch(/sync stopped with checkpoint-mismatch/);
  });

  it('what was edited by hand, at a terminal and at the server', async () => {
    const faults = await found({
      after: async (clinic) => {
        const terminal = clinic.terminal('cashier-1');
        await terminal.end();
        const db = new Database(`${terminal.dataDir}/counterfoil.sqlite`);
        db.exec(`UPDATE r_service SET body = json_set(body, '$.priceMinor', 1) WHERE id = (SELECT min(id) FROM r_service)`);
        db.close();
        await terminal.start();
        await asOwner(
          clinic,
          `UPDATE r_day_figures SET body = jsonb_set(body::jsonb, '{figures,totals,receivedMinor}', '1')::json`,
        );
        await asOwner(clinic, 'DELETE FROM r_payment WHERE id = (SELECT min(id) FROM r_payment)');
      },
    });
    expect(faults).toMatch(/cashier-1: service \S+ differs/);
    expect(faults).toMatch(/the locked day changed/);
    expect(faults).toMatch(/perpetual total \d+, taken in the log \d+, payment records \d+/);
  });
});
