import { describe, expect, it } from 'vitest';
import { Misuse } from '../command-line.ts';
import type { Run } from './asking.ts';
import { type DayToLock, lockDay } from './lock-day.ts';

const terminal = (code: string, more: object = {}) => ({
  ...{ terminalId: `id of ${code}`, code, name: 'Cashier', state: 'MISSING', reachable: true, frozen: false },
  ...{ heardBeforeMs: 40_000, ...more },
});
const TERMINALS = [
  terminal('T01'),
  terminal('T02', { reachable: false, heardBeforeMs: 1_200_000 }),
  terminal('T03', { frozen: true, heardBeforeMs: null }),
  terminal('T04', { state: 'CLOSED', heardBeforeMs: 1_000 }),
];

/** What the server was asked for, and what was said of it. */
async function locked(asked: Partial<DayToLock>, missing: readonly string[] = []) {
  const date = '2026-05-04';
  let input: unknown;
  const run = async (name: string, given: unknown) => {
    if (name === 'branchesList') return [{ id: 'b', name: 'Main' }];
    if (name === 'dayChecklist') return { terminals: TERMINALS };
    input = given;
    return { date, incomplete: missing.length > 0, missing };
  };
  const { say } = await lockDay(run as unknown as Run, { date, ...asked });
  return { say, input };
}

const REASON = 'no network until Monday';

describe('npm run admin -- day lock', () => {
  it('leaves it to the server which terminals are silent where none is named', async () => {
    expect((await locked({})).input).toEqual({ branchId: 'b', date: '2026-05-04', force: false, reason: '' });
    const { input, say } = await locked({ force: true, reason: REASON }, ['T02', 'T03']);
    expect(input).toEqual({ branchId: 'b', date: '2026-05-04', force: true, reason: REASON });
    expect(say).toBe('2026-05-04 is locked, incomplete: without T02, T03.');
  });

  it('declares missing what is named, and with --force the silent ones besides', async () => {
    const named = await locked({ missing: ['T01'], reason: REASON }, ['T01']);
    expect(named.input).toMatchObject({ force: false, missing: ['id of T01'] });
    expect(named.say).toBe(
      '2026-05-04 is locked, incomplete: without T01.\n' +
        'T01 had been heard of 40 seconds before. That is kept, and shows in the fraud pack.',
    );
    const both = await locked({ force: true, missing: ['T01'], reason: REASON });
    expect(both.input).toMatchObject({ force: true, missing: ['id of T01', 'id of T02', 'id of T03'] });
  });

  it('says which terminals there are where one is named that is not', async () => {
    await expect(locked({ missing: ['T09'] })).rejects.toThrow(Misuse);
    await expect(locked({ missing: ['T09'] })).rejects.toThrow(/called T09\. --missing with any of\n {2}T01 {2}Cashier\n/);
  });
});
