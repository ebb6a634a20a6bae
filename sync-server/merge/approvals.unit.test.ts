import { beforeAll, describe, expect, it } from 'vitest';
import { approval } from '#domain/approvals/approval.ts';
import { decisionText } from '#domain/approvals/decision-text.ts';
import { Draft } from '#domain/kernel/draft.ts';
import type { ApprovalKey } from '#domain/kernel/fields.ts';
import { foldChange } from '#domain/kernel/house.ts';
import { centre, house } from '#domain/registry.ts';
import { newApprovalKey, openApprovalKey, signText } from '#protocol/approval-key.ts';
import { type EntryHeader, GENESIS_HASH, writeEntry } from '#protocol/entry.ts';
import { EMPTY_FRONTIER } from '#protocol/merkle.ts';
import type { Passwords } from '#protocol/passwords.ts';
import { type Standing, smallClinic } from '../../tests/fixtures/domain.ts';
import { Placement } from './placement.ts';

const MINUTE = 60_000;
const SETTINGS = { timeZone: 'Asia/Kolkata', dayCutOffMinutes: 0, leaseHours: 24 };
const VERIFIER = '$argon2id$x';
/** Seals at no cost: what is tested is whose signature counts. */
const quick: Passwords = { make: async () => VERIFIER, holds: async () => true, sealingKey: async () => new Uint8Array(32) };

const REQUEST = '{"facts":{"amountMinor":90000},"kind":"refund"}';
const ASKED = {
  ...{ kind: 'refund', request: REQUEST, amountMinor: 90_000, subjectId: 'invoice', patientId: null, patientName: null },
  ...{ payeeId: null, reason: 'Not done', requesterName: 'cash' },
} as const;

let keys: readonly ApprovalKey[];
beforeAll(async () => {
  keys = await Promise.all(Array.from({ length: 4 }, () => newApprovalKey(quick, '')));
});

type Attack = ReturnType<typeof atTheServer>;

/**
 * A clinic as the server knows it, with requests of a cashier, two managers with keys of their own, and a cashier's terminal
 * whose program says whatever the attacker wants.
 */
function atTheServer() {
  const clinic = smallClinic();
  const { world, cashier, backOffice: manager } = clinic;
  const other = clinic.person('other', ['manager'], 'back-office');
  const setKey = (who: Standing, at: number) =>
    world.write(
      [{ type: 'password.changed.v1', body: { userId: who.actor.userId, verifier: VERIFIER, approvalKey: keys[at] } }],
      world.entryOf(who),
    );
  for (const [at, who] of [manager, other, cashier].entries()) setKey(who, at);
  for (const approvalId of ['first', 'second'])
    world.write([{ type: 'approval.requested.v1', body: { approvalId, ...ASKED } }], world.entryOf(cashier));
  return { ...clinic, manager, other, setKey };
}

interface Said {
  readonly approvalId: string;
  readonly request: string;
  readonly decision: 'approved' | 'rejected';
  readonly approverId: string;
}

/** A decision in the manager's name. @param signed what was signed, where it is not what is said; @param by whose key signs */
async function decided({ manager }: Attack, more: Partial<Said> = {}, signed: Partial<Said> = {}, by = 0) {
  const { actor } = manager;
  const said = { approvalId: 'first', kind: 'refund', request: REQUEST, decision: 'approved', reason: '' } as const;
  const body = { ...said, approverId: actor.userId, ...more };
  const key = keys[by] && (await openApprovalKey(quick, keys[by], ''));
  if (!key) throw new Error('the key did not open');
  const signature = signText(decisionText({ ...body, ...signed }), key);
  return { type: 'approval.decided.v1', body: { ...body, approverName: actor.name, signature } };
}

/** What the server makes of it, typed over the cashier's session. */
function verdict(
  { world, cashier }: Attack,
  change: Awaited<ReturnType<typeof decided>>,
  about: Partial<EntryHeader> = {},
  seenAtMs: number | null = null,
): [string, ...string[]] {
  const { clinicId, branchId, terminalId, epoch } = cashier.place;
  const { userId: actorId, sessionId } = cashier.actor;
  const wire = writeEntry(
    {
      ...{ clinicId, branchId, terminalId, epoch, seq: 1, prev: GENESIS_HASH, hlc: '000000000000001:000000' },
      ...{ businessDate: '2026-05-04', actorId, sessionId, documentNumber: null, recordedAtMs: world.nowMs },
      ...{ operation: 'decideApproval', grossInMinor: 0, grossOutMinor: 0, checkpoint: null, ...about },
    },
    [change],
  );
  const rules = { house, centre, settings: SETTINGS, nowMs: world.nowMs };
  const placement = new Placement(rules, world.records, { position: 0, frontier: EMPTY_FRONTIER });
  const opened = { wire: { ...wire, signature: null }, header: JSON.parse(wire.header) as EntryHeader, changes: [change] };
  const { status, flags } = placement.place(opened, cashier.place.kind, seenAtMs).verdict;
  const state = placement.reader.get(approval, change.body.approvalId)?.state;
  expect(state === 'APPROVED' || state === 'REJECTED').toBe(status === 'accepted');
  return [status, ...flags];
}

describe('a decision typed over the requester’s session', () => {
  it('is accepted with the signature of a manager who may decide', async () => {
    const clinic = atTheServer();
    expect(verdict(clinic, await decided(clinic))).toEqual(['accepted']);
    expect(verdict(clinic, await decided(clinic, { decision: 'rejected' }))).toEqual(['accepted']);
  });

  it('is refused with no signature of that manager on exactly that', async () => {
    const clinic = atTheServer();
    const NOT_THEIRS = ['refused', 'signature-not-theirs'];
    const change = await decided(clinic);
    const forged = { ...change, body: { ...change.body, signature: `${'A'.repeat(86)}==` } };
    expect(verdict(clinic, forged)).toEqual(NOT_THEIRS);
    expect(verdict(clinic, await decided(clinic, {}, {}, 2))).toEqual(NOT_THEIRS);
    expect(verdict(clinic, await decided(clinic, {}, {}, 1))).toEqual(NOT_THEIRS);
    // The signature on one request serves no other of the same words, and a no is no yes.
    expect(verdict(clinic, await decided(clinic, { approvalId: 'second' }, { approvalId: 'first' }))).toEqual(NOT_THEIRS);
    expect(verdict(clinic, await decided(clinic, {}, { decision: 'rejected' }))).toEqual(NOT_THEIRS);
    const unknown = await decided(clinic, { approverId: 'nobody' });
    expect(verdict(clinic, unknown)).toEqual(['refused', 'signature-not-theirs', 'user-unknown']);
  });

  it('is refused where the amount is not the one that was asked for', async () => {
    const clinic = atTheServer();
    const request = REQUEST.replace('90000', '990000');
    expect(verdict(clinic, await decided(clinic, { request }))).toEqual(['refused', 'request-differs']);
    expect(verdict(clinic, await decided(clinic, { request }, { request: REQUEST }))).toContain('signature-not-theirs');
  });

  it('is refused where the request said one thing in its text and another beside it, as a tampered terminal may have', async () => {
    const clinic = atTheServer();
    const { world, cashier, manager } = clinic;
    const request = REQUEST.replace('90000', `90000,"payeeId":"${manager.actor.userId}"`);
    const body = { approvalId: 'third', ...ASKED, request };
    world.fold([{ type: 'approval.requested.v1', body }], world.entryOf(cashier));
    expect(verdict(clinic, await decided(clinic, { approvalId: 'third', request }))).toEqual(['refused', 'request-differs']);
  });

  it('is refused to whoever gets the money, by any of their accounts, and to anybody where the requester gets it', async () => {
    const clinic = atTheServer();
    const { world, server, cashier, manager, other, counters } = clinic;
    const asked = (approvalId: string, payeeId: string) => {
      const request = REQUEST.replace('90000', `90000,"payeeId":"${payeeId}"`);
      const change = { type: 'approval.requested.v1', body: { approvalId, ...ASKED, request, payeeId } };
      const said = world.write([change], world.entryOf(cashier))?.code;
      // A tampered terminal asks all the same: what it says is a fact, flagged and kept.
      if (said) world.fold([change], world.entryOf(cashier));
      return { forged: { approvalId, request }, said };
    };
    const toManager = asked('third', manager.actor.userId);
    expect(verdict(clinic, await decided(clinic, toManager.forged))).toEqual(['refused', 'own-payment']);
    const own = asked('fourth', cashier.actor.userId);
    expect(own.said).toBe('payee-is-you');
    expect(verdict(clinic, await decided(clinic, own.forged))).toEqual(['refused', 'payee-is-requester']);
    const work = { roles: ['manager'], counterIds: [counters['back-office']], personCode: 'EMP-9' };
    for (const { actor } of [manager, other])
      world.done(server, 'changeUser', { userId: actor.userId, name: actor.name, ...work });
    const second = asked('fifth', other.actor.userId);
    expect(verdict(clinic, await decided(clinic, second.forged))).toEqual(['refused', 'own-payment']);
    expect(world.get(approval, 'third').state).toBe('REQUESTED');
  });

  it('is refused a second time, and for what nobody asked', async () => {
    const clinic = atTheServer();
    const change = await decided(clinic);
    clinic.world.fold([change], clinic.world.entryOf(clinic.cashier));
    const { approverId } = change.body;
    expect(clinic.world.get(approval, 'first')).toMatchObject({ state: 'APPROVED', approverId });
    const draft = new Draft(clinic.world.records);
    foldChange(house, draft, await decided(clinic, { decision: 'rejected' }), clinic.world.entryOf(clinic.cashier));
    expect(draft.get(approval, 'first')).toMatchObject({ state: 'APPROVED' });
    const unasked = await decided(clinic, { approvalId: 'never asked' });
    expect(verdict(clinic, unasked)).toEqual(['refused', 'approval-unknown']);
  });

  it('is refused to the requester, however they sign, and to whoever approves nothing', async () => {
    const clinic = atTheServer();
    const own = await decided(clinic, { approverId: clinic.cashier.actor.userId }, {}, 2);
    expect(verdict(clinic, own)).toEqual(['refused', 'signer-role-not-allowed', 'own-request']);
    const desk = clinic.person('tara', ['cashier'], 'cashier');
    clinic.setKey(desk, 3);
    const colleague = await decided(clinic, { approverId: desk.actor.userId }, {}, 3);
    expect(verdict(clinic, colleague)).toEqual(['refused', 'signer-role-not-allowed']);
  });

  it('is refused to the requester’s second account, and to an account whose password the requester set', async () => {
    const clinic = atTheServer();
    const { world, server, cashier, manager, other, counters } = clinic;
    for (const [{ actor }, roles] of [
      [cashier, ['cashier']],
      [manager, ['manager']],
    ] as const) {
      const counterIds = [counters.cashier];
      world.done(server, 'changeUser', { userId: actor.userId, name: actor.name, roles, counterIds, personCode: 'EMP-7' });
    }
    expect(verdict(clinic, await decided(clinic))).toEqual(['refused', 'own-request']);
    const { userId } = other.actor;
    const reset = { type: 'password.reset.v1', body: { userId, verifier: VERIFIER, approvalKey: keys[3] } };
    world.write([reset], { ...world.entryOf(clinic.backOffice), actorId: cashier.actor.userId });
    const controlled = await decided(clinic, { approverId: userId }, {}, 3);
    expect(verdict(clinic, controlled)).toEqual(['refused', 'account-controlled']);
  });

  it('is refused in a session that says it is the approver’s own and is the requester’s', async () => {
    const clinic = atTheServer();
    const { manager } = clinic;
    // A manager may work at a cashier's counter: the entry's author is not what is wrong with it.
    expect(verdict(clinic, await decided(clinic), { actorId: manager.actor.userId })).toEqual([
      'refused',
      'approval-same-session',
    ]);
    const own = { actorId: manager.actor.userId, sessionId: 'of the manager' };
    expect(verdict(clinic, await decided(clinic), own)).toEqual(['accepted']);
  });

  it('counts what the approver was and signed with when it was made, as far as its author can show', async () => {
    const clinic = atTheServer();
    const { world, manager, setKey, server } = clinic;
    const change = await decided(clinic);
    world.nowMs += 10 * MINUTE;
    const changedAtMs = world.nowMs;
    setKey(manager, 3);
    world.nowMs += 10 * MINUTE;
    const before = { recordedAtMs: changedAtMs - MINUTE };
    expect(verdict(clinic, change, before)).toEqual(['accepted']);
    expect(verdict(clinic, change)).toEqual(['refused', 'signature-not-theirs']);
    expect(verdict(clinic, change, before, changedAtMs + 8 * MINUTE)).toContain('signature-not-theirs');
    const withNew = await decided(clinic, {}, {}, 3);
    world.done(server, 'revokeUser', { userId: manager.actor.userId, reason: 'left' });
    const revokedAtMs = world.nowMs;
    world.nowMs += 10 * MINUTE;
    expect(verdict(clinic, withNew, { recordedAtMs: revokedAtMs - MINUTE })).toEqual(['accepted']);
    expect(verdict(clinic, withNew)).toEqual(['refused', 'signer-revoked']);
  });

  it('is refused after a day', async () => {
    const clinic = atTheServer();
    clinic.world.nowMs += 24 * 60 * MINUTE + 1;
    expect(verdict(clinic, await decided(clinic))).toContain('approval-expired');
  });
});
