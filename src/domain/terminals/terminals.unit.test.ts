import { describe, expect, it } from 'vitest';
import { enrolAt, hashLike, smallClinic } from '../../../tests/fixtures/domain.ts';
import { counter } from '../clinics/counter.ts';
import { countersList } from '../clinics/counters-list.ts';
import type { Operation } from '../kernel/operation.ts';
import { access, centre } from '../registry.ts';
import { enrolTerminal } from './enrol-terminal.ts';
import { ENROLMENT_CODE_LASTS_MS } from './enrolment-code.ts';
import { terminal } from './terminal.ts';
import { terminalsOverview } from './terminals-overview.ts';

const secretHash = hashLike('secret');
const machine = { publicKey: 'key', machineHash: hashLike('machine'), installationId: 'installation' };
const redeem = { secretHash, ...machine };

function given() {
  const clinic = smallClinic();
  const counterId = clinic.counters.cashier;
  const code = (hash = secretHash) =>
    clinic.world.done(clinic.administrator, 'createEnrolmentCode', { counterId, secretHash: hash });
  return { ...clinic, counterId, code };
}

describe('an enrolment code', () => {
  it('makes a machine the terminal of its counter', () => {
    const { world, server, counterId, code } = given();
    expect(code()).toMatchObject({ kind: 'cashier', expiresAtMs: world.nowMs + 600_000 });
    const enrolled = world.done(server, 'enrolTerminal', redeem);
    expect(enrolled).toMatchObject({ code: 'T05', kind: 'cashier', epoch: 2 });
    expect(world.get(terminal, enrolled.terminalId)).toMatchObject({ ...machine, state: 'ACTIVE', counterId });
    expect(world.get(counter, counterId).terminalId).toBe(enrolled.terminalId);
  });

  it('is good once', () => {
    const { world, server, code } = given();
    code();
    world.done(server, 'enrolTerminal', redeem);
    expect(world.refused(server, 'enrolTerminal', redeem)).toBe('enrolment-code-used');
  });

  it('is good for ten minutes', () => {
    const { world, server, code } = given();
    code();
    world.nowMs += ENROLMENT_CODE_LASTS_MS - 1;
    expect(world.try(server, enrolTerminal as unknown as Operation, redeem)).toHaveProperty('result');
    const late = given();
    late.code();
    late.world.nowMs += ENROLMENT_CODE_LASTS_MS;
    expect(late.world.refused(late.server, 'enrolTerminal', redeem)).toBe('enrolment-code-expired');
  });

  it('ends when a newer one is made for the counter', () => {
    const { world, server, code } = given();
    code();
    code(hashLike('newer'));
    expect(world.refused(server, 'enrolTerminal', redeem)).toBe('enrolment-code-used');
  });

  it('that nobody made is unknown, and the attempt is written down', () => {
    const { world, server } = given();
    expect(world.refused(server, 'enrolTerminal', redeem)).toBe('enrolment-code-unknown');
    const attempt = { reason: 'enrolment-code-unknown', secretHash, machineHash: machine.machineHash };
    world.done(server, 'refuseEnrolment', attempt);
    expect(world.log.at(-1)).toMatchObject({ type: 'enrolment.refused.v1', body: { codeId: null } });
  });

  it('is asked for by the administrator, with a secret that the host made', () => {
    const { world, administrator, backOffice, counterId } = given();
    expect(world.refused(backOffice, 'createEnrolmentCode', { counterId, secretHash })).toBe('role-not-allowed');
    expect(world.refused(administrator, 'createEnrolmentCode', { counterId })).toBe('secret-missing');
    expect(world.refused(administrator, 'createEnrolmentCode', { counterId: 'x', secretHash })).toBe('counter-unknown');
  });
});

describe('a machine that takes the place of another', () => {
  it('is a new terminal with its own code, the next epoch of the counter, and retires the other', () => {
    const { world, server, cashier, counterId } = given();
    const next = enrolAt(world, server, counterId);
    const third = enrolAt(world, server, counterId);
    expect([next.terminalCode, next.epoch, third.terminalCode, third.epoch]).toEqual(['T05', 2, 'T06', 3]);
    expect(world.get(terminal, cashier.place.terminalId)).toMatchObject({ state: 'REVOKED', reason: 'replaced by T05' });
    expect(access.surroundings(world.records, cashier.place).terminalState).toBe('REVOKED');
  });

  it('leaves the counters of others alone', () => {
    const { world, server, reception, counterId } = given();
    enrolAt(world, server, counterId);
    expect(world.get(terminal, reception.place.terminalId).state).toBe('ACTIVE');
  });
});

describe('a terminal', () => {
  it('is revoked once and its counter is free again', () => {
    const { world, administrator, cashier, counterId, server } = given();
    const { terminalId } = cashier.place;
    world.done(administrator, 'revokeTerminal', { terminalId, reason: 'stolen' });
    expect(centre.terminal(world.records, terminalId)).toMatchObject({ state: 'REVOKED', reason: 'stolen' });
    expect(world.get(counter, counterId).terminalId).toBeNull();
    expect(world.refused(administrator, 'revokeTerminal', { terminalId, reason: 'again' })).toBe('terminal-revoked');
    expect(enrolAt(world, server, counterId)).toMatchObject({ terminalCode: 'T05', epoch: 2 });
  });

  it('whose chain forked is frozen, and stays revoked if it was', () => {
    const { world, administrator, cashier, server } = given();
    const { terminalId } = cashier.place;
    const frozen = centre.terminalFrozen({ terminalId, epoch: 1, seq: 7, atMs: world.nowMs });
    expect(world.write([frozen], world.entryOf(server))).toBeUndefined();
    expect(world.get(terminal, terminalId)).toMatchObject({ state: 'FROZEN', reason: 'chain-fork' });
    expect(world.refused(administrator, 'freezeTerminal', { terminalId, reason: 'x' })).toBe('terminal-not-active');
    world.done(administrator, 'revokeTerminal', { terminalId, reason: 'cloned' });
    world.fold([frozen], world.entryOf(server));
    expect(world.get(terminal, terminalId).state).toBe('REVOKED');
  });
});

describe('the overview', () => {
  it('shows every terminal as the server last heard of it, those at work first', () => {
    const { world, backOffice, server, cashier, counterId } = given();
    enrolAt(world, server, counterId);
    const lastContactMs = world.nowMs - 5_000;
    const head = { seq: 42, hash: hashLike('head'), lastContactMs, backlog: 3, clockAheadMs: 90_000, frozen: false };
    world.contacts = [{ terminalId: cashier.place.terminalId, epoch: 1, ...head }];
    const seen = world.ask(backOffice, terminalsOverview, {});
    expect(seen.map(({ code, state }) => [code, state])).toEqual([
      ['T01', 'ACTIVE'],
      ['T03', 'ACTIVE'],
      ['T04', 'ACTIVE'],
      ['T05', 'ACTIVE'],
      ['T02', 'REVOKED'],
    ]);
    expect(seen.at(-1)).toMatchObject({
      seq: 42,
      headHash: head.hash,
      lastContactMs,
      silentMs: 5_000,
      backlog: 3,
      clockAheadMs: 90_000,
    });
    expect(seen[0]).toMatchObject({
      seq: 0,
      headHash: '',
      lastContactMs: null,
      silentMs: null,
      clockAheadMs: null,
      branchName: 'Main Street',
    });
  });

  it('of counters names the machine that stands there', () => {
    const { world, administrator, branchId, counterId } = given();
    const list = world.ask(administrator, countersList, { branchId });
    expect(list.find(({ id }) => id === counterId)).toMatchObject({ branchName: 'Main Street', terminal: { code: 'T02' } });
    expect(world.ask(administrator, countersList, { branchId: 'other' })).toEqual([]);
  });
});
