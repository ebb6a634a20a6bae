import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DayChecklist } from '#domain/business-days/day-checklist.ts';
import type { TillState } from '#domain/tills/till-state.ts';
import type { FraudPack } from '#domain/watch/fraud-pack.ts';
import { Clinic, type Counter, login } from './clinic.ts';

const clinic = new Clinic();
let cash: Counter;
let office: Counter;
let ravi: string;
let meena: string;

const soon = { timeout: 40_000, interval: 50 };

beforeAll(async () => {
  await clinic.start();
  cash = await clinic.enrolled('Cash');
  office = await clinic.enrolled('Office');
  [ravi, meena] = [await login(cash, 'ravi'), await login(office, 'meena')];
}, 120_000);
afterAll(() => clinic.close());

async function read<Result>({ terminal }: Counter, session: string, query: string, input: object): Promise<Result> {
  const answer = await terminal.query(session, query, input);
  if (!answer.ok) throw new Error(`${query} was refused: ${answer.refusal.code}`);
  return answer.result as Result;
}

const checklist = () => read<DayChecklist>(office, meena, 'dayChecklist', { branchId: clinic.planned.branchId });
const lock = (asked: object) =>
  office.terminal.execute(meena, 'lockBusinessDay', { branchId: clinic.planned.branchId, ...asked });

describe('a day with a till that nobody has closed', () => {
  it('is locked without its terminal only where that is declared missing, which the cashier is told and the fraud pack tells', async () => {
    expect(await cash.terminal.execute(ravi, 'openTill', { openingFloatMinor: 50_000 })).toMatchObject({ ok: true });
    await vi.waitFor(async () => expect((await checklist()).hindrances).toContain('till-open'), soon);
    const { date, terminals } = await checklist();
    const forced = { date, force: true, reason: 'nobody answers at the counter' };
    for (const asked of [{ date }, forced, { ...forced, missing: [] }])
      expect(await lock(asked)).toMatchObject({ ok: false, refusal: { code: 'till-open', details: { tills: 'T01 Ravi' } } });
    expect(await read<TillState>(cash, ravi, 'tillState', {})).toMatchObject({ open: { yours: true }, lockedOver: null });

    cash.network.cut();
    // The other machines of the branch were never enrolled; whatever is not finished is declared.
    const missing = terminals.filter(({ state }) => state === 'MISSING').map(({ terminalId }) => terminalId);
    expect(await lock({ ...forced, missing })).toMatchObject({ ok: true, result: { incomplete: true, missing: ['T01'] } });
    cash.network.mend();
    const told = () => read<TillState>(cash, ravi, 'tillState', {});
    await vi.waitFor(async () => expect((await told()).lockedOver).not.toBeNull(), soon);
    expect((await told()).lockedOver).toMatchObject({ date, byName: 'Meena', reason: forced.reason, zNumber: null });

    const pack = () => read<FraudPack>(office, meena, 'fraudPack', { branchId: clinic.planned.branchId, from: date, to: date });
    await vi.waitFor(async () => {
      const declared = (await pack()).rules.find(({ name }) => name === 'declared-missing');
      expect(declared).toMatchObject({ alerts: 1, rows: [{ name: 'Meena', value: 1 }] });
    }, soon);
  }, 120_000);
});
