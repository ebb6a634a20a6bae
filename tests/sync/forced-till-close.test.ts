import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { user } from '#domain/staff/user.ts';
import { till } from '#domain/tills/till.ts';
import { Clinic, type Counter, login } from './clinic.ts';

const clinic = new Clinic();
let cash: Counter;
let office: Counter;

beforeAll(async () => {
  await clinic.start();
  cash = await clinic.enrolled('Cash');
  office = await clinic.enrolled('Office');
});
afterAll(() => clinic.close());

const soon = { timeout: 40_000, interval: 50 };

async function done(at: Counter, session: string, operation: string, input: unknown): Promise<Record<string, string>> {
  const answer = await at.terminal.execute(session, operation, input);
  if (!answer.ok) throw new Error(`${operation} was refused: ${answer.refusal.code}`);
  return answer.result as Record<string, string>;
}

/** The cashier opens a till and goes; the server has heard of it. */
async function leftOpen(): Promise<string> {
  const { tillId = '' } = await done(cash, await login(cash, 'ravi'), 'openTill', { openingFloatMinor: 50_000 });
  await caughtUp();
  return tillId;
}

async function caughtUp(): Promise<void> {
  cash.network.mend();
  await vi.waitFor(() => expect(cash.terminal.state().sync).toMatchObject({ link: 'online', backlog: 0 }), soon);
}

/** What the server found wrong with tills closed by force. */
function faults(): string[][] {
  return cash.told.flatMap((one) =>
    one.kind === 'answered' && one.operation === 'forceCloseTill' ? [[one.verdict.status, ...one.verdict.flags]] : [],
  );
}

const WHOLE = [{ denominationMinor: 50_000, pieces: 1 }];

describe('a till that a manager closes by force with nobody’s approval', () => {
  it('is accepted by the server, and every terminal has its Z', async () => {
    const tillId = await leftOpen();
    await done(cash, await login(cash, 'meena'), 'forceCloseTill', { tillId, counts: WHOLE, reason: 'Ravi is ill' });
    await caughtUp();
    const closed = { state: 'CLOSED', forcedBecause: 'Ravi is ill', z: { varianceMinor: 0 } };
    await vi.waitFor(() => expect(office.terminal.store.reader.get(till, tillId)).toMatchObject(closed), soon);
    expect(faults()).toEqual([]);
  });

  it('is flagged by the server where she was a manager no more, and the terminal had not heard', async () => {
    const tillId = await leftOpen();
    const meena = await login(cash, 'meena');
    cash.network.cut();
    const one = office.terminal.store.reader.find(user, { login: 'meena' })[0];
    const work = { userId: one?.id, name: one?.name, roles: ['front-desk'], counterIds: [], doctorId: null };
    await done(office, await login(office, 'owner'), 'changeUser', work);
    await done(cash, meena, 'forceCloseTill', { tillId, counts: WHOLE, reason: 'Ravi is ill' });
    await caughtUp();
    await vi.waitFor(() => expect(faults()[0]).toEqual(expect.arrayContaining(['flagged', 'approval-needed'])), soon);
  });
});
