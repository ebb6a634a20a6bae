import { describe, expect, it } from 'vitest';
import { enrol, type SmallClinic, smallClinic, World } from '../../../tests/fixtures/domain.ts';
import type { Change } from '../kernel/change.ts';
import { parseChange } from '../kernel/house.ts';
import { ROLES, type TerminalKind } from '../kernel/roles.ts';
import { access, centre, house } from '../registry.ts';
import { session } from './session.ts';

const KINDS = ['reception', 'cashier', 'consulting', 'back-office'] as const;
type Kind = (typeof KINDS)[number];

function standing(clinic: SmallClinic, kind: Kind) {
  return {
    reception: clinic.reception,
    cashier: clinic.cashier,
    consulting: clinic.consulting,
    'back-office': clinic.backOffice,
  }[kind];
}

function mayWork(clinic: SmallClinic, login: string, kind: Kind): string {
  const { records } = clinic.world;
  const person = access.personByLogin(records, login);
  if (!person) throw new Error(`nobody is ${login}`);
  return access.mayLogIn(records, person, standing(clinic, kind).place)?.code ?? 'yes';
}

describe('where somebody may log in', () => {
  it('follows their role; a manager may step up anywhere', () => {
    const clinic = smallClinic();
    const where = ROLES.map((role) => {
      clinic.person(`the-${role}`, [role], 'cashier');
      return [role, ...KINDS.filter((kind) => mayWork(clinic, `the-${role}`, kind) === 'yes')];
    });
    expect(where).toEqual([
      ['front-desk', 'reception'],
      ['cashier', 'cashier'],
      ['doctor', 'consulting'],
      ['nurse', 'consulting'],
      ['manager', ...KINDS],
      ['administrator', 'back-office'],
      ['auditor', 'back-office'],
    ]);
  });

  it('is for a cashier only the counter they are assigned to', () => {
    const clinic = smallClinic();
    const second = enrol(clinic.world, clinic.server, clinic.branchId, 'cashier');
    const person = access.personByLogin(clinic.world.records, 'CASH');
    if (!person) throw new Error('nobody is cash');
    expect(access.mayLogIn(clinic.world.records, person, clinic.cashier.place)).toBeUndefined();
    expect(access.mayLogIn(clinic.world.records, person, second.place)?.code).toBe('not-your-counter');
    expect(mayWork(clinic, 'cash', 'reception')).toBe('role-not-for-terminal');
  });

  it('is for a cashier who is a manager too only where they are assigned, among cashier counters', () => {
    const clinic = smallClinic();
    clinic.person('both', ['cashier', 'manager'], 'reception');
    expect(mayWork(clinic, 'both', 'cashier')).toBe('not-your-counter');
    expect(mayWork(clinic, 'both', 'reception')).toBe('yes');
  });

  it('is nowhere once they are revoked', () => {
    const clinic = smallClinic();
    const { world, backOffice, cashier } = clinic;
    world.done(backOffice, 'revokeUser', { userId: cashier.actor.userId, reason: 'left' });
    expect(mayWork(clinic, 'cash', 'cashier')).toBe('user-revoked');
    expect(access.person(world.records, cashier.actor.userId)?.active).toBe(false);
    const until = ({ actor, place }: typeof cashier) =>
      centre.workThere(world.records, actor.userId, place).map(({ untilMs }) => untilMs);
    expect(until(cashier)).toEqual([world.nowMs]);
    expect(until(backOffice)).toEqual([null]);
  });

  it('is remembered as it was before each change, for entries that arrive later', () => {
    const { world, backOffice, cashier, counters } = smallClinic();
    const { userId } = cashier.actor;
    const changedAtMs = world.nowMs;
    world.done(backOffice, 'changeUser', { userId, name: 'Cash', roles: ['front-desk'], counterIds: [], doctorId: null });
    world.nowMs += 1000;
    world.done(backOffice, 'changeUser', { userId, name: 'Cash', roles: ['cashier'], counterIds: [counters.cashier] });
    const there = (place: typeof cashier.place) =>
      centre.workThere(world.records, userId, place).map(({ untilMs, refusal }) => [untilMs, refusal?.code]);
    expect(there(cashier.place)).toEqual([
      [null, undefined],
      [changedAtMs + 1000, 'role-not-for-terminal'],
      [changedAtMs, undefined],
    ]);
    expect(centre.workThere(world.records, 'nobody', cashier.place)).toEqual([]);
  });

  it('shows on the login screen who can, by name', () => {
    const { world, cashier, reception } = smallClinic();
    const names = (kind: typeof cashier) => access.peopleAt(world.records, kind.place).map((one) => one.login);
    expect(names(cashier)).toEqual(['cash', 'manager']);
    expect(names(reception)).toEqual(['desk', 'manager']);
  });
});

describe('what surrounds a terminal', () => {
  it('is the clinic, the branch and the counter', () => {
    const { world, cashier } = smallClinic();
    expect(access.surroundings(world.records, cashier.place)).toEqual({
      ...{ clinicName: 'Smile Dental', branchName: 'Main Street', counterName: 'Counter cashier', terminalState: 'ACTIVE' },
      ...{ currency: 'INR', timeZone: 'Asia/Kolkata', idleLockMinutes: 10, training: false },
    });
  });

  it('is defaults until the clinic has arrived', () => {
    const { cashier } = smallClinic();
    const empty = new World().records;
    expect(access.surroundings(empty, cashier.place)).toMatchObject({ clinicName: '', branchName: '', terminalState: null });
  });
});

describe('what sessions say', () => {
  const ids = { sessionId: 's1', userId: 'u', terminalId: 't' };
  const said: Change[] = [
    access.sessionOpened({ ...ids, kind: 'cashier' as TerminalKind }),
    access.sessionLocked({ ...ids, reason: 'idle' }),
    access.sessionUnlocked(ids),
    access.sessionClosed({ ...ids, reason: 'logout' }),
    access.loginRefused({ userId: null, terminalId: 't', reason: 'login-refused', wrongInARow: 3 }),
    access.patientRead({ patientId: 'p', userId: 'u', sessionId: 's1', query: 'patientProfile' }),
    access.logExplored({ userId: 'u', sessionId: 's1', subject: null }),
    access.terminalRefused({ terminalId: 't', reason: 'machine-mismatch', atMs: 1 }),
  ];

  it('is in the registry, in its shape, known to the server as unasked and kept from counters', () => {
    for (const change of said) {
      expect(parseChange(house, change)).toEqual(change);
      expect(centre.unaskedChanges).toContain(change.type);
      expect(house.changes.get(change.type)?.stream).toBe('management');
    }
  });

  it('makes a session that ends once', () => {
    const { world, reception } = smallClinic();
    const [opened, locked, unlocked, closed] = said as [Change, Change, Change, Change];
    const states = [opened, locked, unlocked, closed, unlocked].map((change) => {
      world.write([change], world.entryOf(reception));
      return world.get(session, 's1').state;
    });
    expect(states).toEqual(['OPEN', 'LOCKED', 'OPEN', 'CLOSED', 'CLOSED']);
    expect(world.get(session, 's1')).toMatchObject({ reason: 'logout', closedAtMs: world.nowMs });
  });

  it('is found by patient and by user: who saw what', () => {
    const read = house.changes.get('patient.read.v1');
    expect(read?.about?.({ patientId: 'p', userId: 'u' })).toEqual(['p', 'u']);
  });
});
