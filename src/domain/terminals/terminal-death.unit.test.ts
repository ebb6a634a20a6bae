import { describe, expect, it } from 'vitest';
import { enrolAt, smallClinic, VERIFIER } from '../../../tests/fixtures/domain.ts';
import { counter } from '../clinics/counter.ts';
import { terminal } from './terminal.ts';

function given() {
  const clinic = smallClinic();
  const { world, cashier } = clinic;
  const { terminalId } = cashier.place;
  world.contacts = [
    { terminalId, epoch: 1, seq: 41, hash: 'b'.repeat(64), lastContactMs: world.nowMs - 1, backlog: 2, frozen: false },
  ];
  return { ...clinic, terminalId, declaration: { terminalId, reason: 'It burnt with the counter' } };
}

describe('a dead terminal', () => {
  it('is declared by one person and confirmed by another, from the last entry that the server holds', () => {
    const { world, backOffice, administrator, terminalId, declaration, counters } = given();
    expect(world.refused(administrator, 'confirmTerminalDead', { terminalId })).toBe('death-not-declared');
    world.done(backOffice, 'declareTerminalDead', declaration);
    expect(world.get(terminal, terminalId)).toMatchObject({ state: 'ACTIVE', death: { reason: declaration.reason } });
    expect(world.refused(administrator, 'declareTerminalDead', declaration)).toBe('death-declared');
    expect(world.refused(backOffice, 'confirmTerminalDead', { terminalId })).toBe('second-person-needed');
    expect(world.done(administrator, 'confirmTerminalDead', { terminalId })).toMatchObject({ lastSeq: 41 });
    expect(world.get(terminal, terminalId)).toMatchObject({ state: 'REVOKED', death: { confirmed: { lastSeq: 41 } } });
    expect(world.get(counter, counters.cashier).terminalId).toBeNull();
    expect(world.refused(administrator, 'confirmTerminalDead', { terminalId })).toBe('death-not-declared');
  });

  it('is followed by another terminal of the next epoch, with its own numbers', () => {
    const { world, server, backOffice, administrator, terminalId, declaration, counters } = given();
    world.done(backOffice, 'declareTerminalDead', declaration);
    world.done(administrator, 'confirmTerminalDead', { terminalId });
    const next = enrolAt(world, server, counters.cashier);
    expect(next.epoch).toBe(2);
    expect(next.terminalId).not.toBe(terminalId);
    expect(next.terminalCode).not.toBe('T02');
  });

  it('is alive again when the declaration is withdrawn', () => {
    const { world, backOffice, administrator, terminalId, declaration } = given();
    world.done(backOffice, 'declareTerminalDead', declaration);
    world.done(administrator, 'withdrawTerminalDeath', { terminalId, reason: 'It was only unplugged' });
    expect(world.get(terminal, terminalId)).toMatchObject({ state: 'ACTIVE', death: null });
    expect(world.refused(administrator, 'confirmTerminalDead', { terminalId })).toBe('death-not-declared');
  });

  it('needs two people, not two accounts of one', () => {
    const { world, server, backOffice, counters, terminalId, declaration } = given();
    const person = (login: string) => {
      const work = { name: login, roles: ['manager'], counterIds: [counters['back-office']], doctorId: null, personCode: 'P1' };
      const { userId } = world.done(server, 'createUser', { login, ...work, password: VERIFIER });
      return { ...backOffice, actor: { ...backOffice.actor, userId } };
    };
    world.done(person('first'), 'declareTerminalDead', declaration);
    expect(world.refused(person('second'), 'confirmTerminalDead', { terminalId })).toBe('second-person-needed');
  });
});
