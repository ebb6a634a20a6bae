import { describe, expect, it } from 'vitest';
import { type SmallClinic, smallClinic, someone, VERIFIER } from '../../../tests/fixtures/domain.ts';
import type { Role } from '../kernel/roles.ts';
import { user } from './user.ts';
import { usersList } from './users-list.ts';

const ravi = { login: ' Ravi.K ', name: 'Ravi Kumar', roles: ['cashier'] as Role[], password: VERIFIER };

function given() {
  const clinic = smallClinic();
  const { userId } = clinic.world.done(clinic.administrator, 'createUser', { ...ravi, counterIds: [clinic.counters.cashier] });
  return { ...clinic, userId };
}

describe('a user', () => {
  it('gets a login in one form and a password to change', () => {
    const { world, userId, counters } = given();
    expect(world.get(user, userId)).toMatchObject({
      ...{ login: 'ravi.k', roles: ['cashier'], counterIds: [counters.cashier], state: 'ACTIVE', mustChangePassword: true },
      ...{ verifier: VERIFIER, revokedAtMs: null },
    });
  });

  it.each<[string, object, string]>([
    ['a login taken in another case', { login: 'RAVI.K' }, 'login-taken'],
    ['no password verifier', { password: 'secret' }, 'invalid-input'],
    ['no role', { roles: [] }, 'invalid-input'],
    ['an unknown role', { roles: ['owner'] }, 'invalid-input'],
    ['a login with spaces', { login: 'a b' }, 'invalid-input'],
    ['an unknown counter', { login: 'new', counterIds: ['x'] }, 'counter-unknown'],
    ['an unknown doctor', { login: 'new', roles: ['doctor'], doctorId: 'x' }, 'doctor-unknown'],
    ['doctor and cashier in one', { login: 'new', roles: ['doctor', 'cashier'] }, 'roles-conflict'],
    ['nurse and cashier in one', { login: 'new', roles: ['cashier', 'nurse'] }, 'roles-conflict'],
    ['auditor and anything else in one', { login: 'new', roles: ['auditor', 'manager'] }, 'roles-conflict'],
  ])('is not created with %s', (_what, wrong, code) => {
    const { world, administrator } = given();
    expect(world.refused(administrator, 'createUser', { ...ravi, ...wrong })).toBe(code);
  });

  it('is changed by somebody else', () => {
    const { world, backOffice, userId } = given();
    world.done(backOffice, 'changeUser', { userId, name: 'Ravi K', roles: ['front-desk'] });
    expect(world.get(user, userId)).toMatchObject({ name: 'Ravi K', roles: ['front-desk'], counterIds: [] });
  });

  it('never changes, revokes or resets themselves', () => {
    const { world, backOffice } = given();
    const self = { userId: backOffice.actor.userId };
    expect(world.refused(backOffice, 'changeUser', { ...self, name: 'M', roles: ['manager'] })).toBe('not-yourself');
    expect(world.refused(backOffice, 'revokeUser', { ...self, reason: 'x' })).toBe('not-yourself');
    expect(world.refused(backOffice, 'resetPassword', { ...self, password: VERIFIER })).toBe('not-yourself');
  });

  it('is revoked for good, and the login stays theirs', () => {
    const { world, backOffice, userId } = given();
    world.done(backOffice, 'revokeUser', { userId, reason: 'left' });
    expect(world.get(user, userId)).toMatchObject({ state: 'REVOKED', revokedAtMs: world.nowMs });
    expect(world.refused(backOffice, 'changeUser', { userId, name: 'R', roles: ['cashier'] })).toBe('user-revoked');
    expect(world.refused(backOffice, 'createUser', ravi)).toBe('login-taken');
  });

  it('changes their own password only, and a reset one must be changed again', () => {
    const { world, backOffice, cashier, userId } = given();
    const self = { actor: someone(userId, ['cashier']), place: cashier.place };
    world.done(self, 'changePassword', { verifier: `${VERIFIER}2` });
    expect(world.get(user, userId)).toMatchObject({ verifier: `${VERIFIER}2`, mustChangePassword: false });
    world.done(backOffice, 'resetPassword', { userId, password: VERIFIER });
    expect(world.get(user, userId)).toMatchObject({ verifier: VERIFIER, mustChangePassword: true });
    const foreign = { type: 'password.changed.v1', body: { userId, verifier: `${VERIFIER}3` } };
    expect(world.write([foreign], world.entryOf(cashier))?.code).toBe('not-your-password');
  });

  it('is listed without the verifier', () => {
    const { world, backOffice } = given();
    const listed = world.ask(backOffice, usersList, {});
    expect(listed.map((one) => one.login)).toContain('ravi.k');
    expect(JSON.stringify(listed)).not.toContain('argon2id');
  });
});

describe('an administrator', () => {
  const owner = ({ administrator }: SmallClinic) => ({ userId: administrator.actor.userId });

  it('is made, changed and ended by administrators only', () => {
    const clinic = given();
    const { world, backOffice } = clinic;
    const another = { ...ravi, login: 'second', roles: ['administrator'] };
    expect(world.refused(backOffice, 'createUser', another)).toBe('only-administrator');
    expect(world.refused(backOffice, 'revokeUser', { ...owner(clinic), reason: 'x' })).toBe('only-administrator');
    expect(world.refused(backOffice, 'resetPassword', { ...owner(clinic), password: VERIFIER })).toBe('only-administrator');
    const promoted = { userId: clinic.userId, name: 'Ravi', roles: ['administrator'] };
    expect(world.refused(backOffice, 'changeUser', promoted)).toBe('only-administrator');
  });

  it('is never the last one to go', () => {
    const clinic = given();
    const { world, administrator, server } = clinic;
    expect(world.refused(server, 'revokeUser', { ...owner(clinic), reason: 'x' })).toBe('last-administrator');
    const demoted = { ...owner(clinic), name: 'Asha', roles: ['manager'] };
    expect(world.refused(server, 'changeUser', demoted)).toBe('last-administrator');
    const second = world.done(administrator, 'createUser', { ...ravi, login: 'second', roles: ['administrator'] });
    world.done({ ...administrator, actor: someone(second.userId, ['administrator']) }, 'revokeUser', {
      ...owner(clinic),
      reason: 'sold',
    });
    expect(world.get(user, owner(clinic).userId).state).toBe('REVOKED');
  });
});
