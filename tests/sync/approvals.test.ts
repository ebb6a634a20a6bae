import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { approval } from '#domain/approvals/approval.ts';
import { user } from '#domain/staff/user.ts';
import { Clinic, type Counter, login, PASSWORD } from './clinic.ts';

const clinic = new Clinic();
let cash: Counter;
let office: Counter;
let ravi: string;

beforeAll(async () => {
  await clinic.start();
  cash = await clinic.enrolled('Cash');
  office = await clinic.enrolled('Office');
  ravi = await login(cash, 'ravi');
  await done('openTill', { openingFloatMinor: 500_000 });
});
afterAll(() => clinic.close());

const COURIER = { amountMinor: 90_000, category: 'courier', payee: 'Blue Dart', slip: null, reason: 'Six parcels' };
const soon = { timeout: 40_000, interval: 50 };

async function done(operation: string, input: unknown): Promise<Record<string, string>> {
  const answer = await cash.terminal.execute(ravi, operation, input);
  if (!answer.ok) throw new Error(`${operation} was refused: ${answer.refusal.code}`);
  return answer.result as Record<string, string>;
}

/** Asked by the cashier; approved by the manager, who types her password over the cashier's session. */
async function stepUp(): Promise<{ approvalId: string; request: string }> {
  const { approvalId = '', request = '' } = await done('requestPayOut', COURIER);
  const said = { approvalId, request, kind: 'paid-out', decision: 'approved', reason: '' };
  await done('decideApproval', { ...said, login: 'meena', password: PASSWORD });
  return { approvalId, request };
}

const atOffice = (id: string) => office.terminal.store.reader.get(approval, id);

/** Reconnected, and everything that waited has been answered. */
async function caughtUp(): Promise<void> {
  cash.network.mend();
  await vi.waitFor(() => expect(cash.terminal.state().sync).toMatchObject({ link: 'online', backlog: 0 }), soon);
}

describe('a manager’s yes at a terminal without network', () => {
  it('holds at once, and the server and the other terminals agree when it is back', async () => {
    cash.network.cut();
    const use = await stepUp();
    await done('payOut', { ...COURIER, attemptId: 'attempt-1', approval: use });
    expect(atOffice(use.approvalId)).toBeUndefined();
    await caughtUp();
    await vi.waitFor(() => expect(atOffice(use.approvalId)).toMatchObject({ state: 'SPENT', sameSession: true }), soon);
    expect(atOffice(use.approvalId)).toEqual(cash.terminal.store.reader.get(approval, use.approvalId));
  });

  it('is none for the server where she had been revoked, and what was paid out on it is an exception', async () => {
    const owner = await login(office, 'owner');
    const meena = office.terminal.store.reader.find(user, { login: 'meena' })[0]?.id;
    cash.network.cut();
    const revoked = await office.terminal.execute(owner, 'revokeUser', { userId: meena, reason: 'left' });
    expect(revoked).toMatchObject({ ok: true });
    const use = await stepUp();
    await done('payOut', { ...COURIER, attemptId: 'attempt-2', approval: use });
    await caughtUp();
    await vi.waitFor(() => expect(atOffice(use.approvalId)).toMatchObject({ state: 'REQUESTED' }), soon);
    expect(cash.terminal.store.reader.get(approval, use.approvalId)).toMatchObject({ state: 'REQUESTED' });
    const verdicts = cash.told.flatMap((one) => (one.kind === 'answered' ? [[one.operation, ...one.verdict.flags]] : []));
    expect(verdicts).toContainEqual(['decideApproval', 'signer-revoked']);
    expect(verdicts).toContainEqual(['payOut', 'approval-not-approved']);
  });
});
