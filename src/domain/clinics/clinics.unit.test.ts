import { describe, expect, it } from 'vitest';
import { smallClinic, someone, VERIFIER, World } from '../../../tests/fixtures/domain.ts';
import { centre } from '../registry.ts';
import { branchesList } from './branches-list.ts';
import { clinicSetUp } from './changes.ts';
import { clinic } from './clinic.ts';
import { clinicProfile } from './clinic-profile.ts';
import { countersList } from './counters-list.ts';

describe('a clinic', () => {
  it('is set up once, with India in mind', () => {
    const { world, server, administrator } = smallClinic();
    expect(world.ask(administrator, clinicProfile, {})).toMatchObject({
      ...{ name: 'Smile Dental', timeZone: 'Asia/Kolkata', currency: 'INR', leaseHours: 72, idleLockMinutes: 10 },
    });
    const again = { name: 'X', branch: { name: 'Y', code: 'Z' }, administrator: { login: 'a1', name: 'A' }, password: VERIFIER };
    expect(world.refused(server, 'setUpClinic', again)).toBe('clinic-exists');
  });

  it.each([
    ['INR', undefined, 'nearest-rupee'],
    ['INR', 'none', 'none'],
    ['USD', undefined, 'none'],
  ] as const)('in %s, told to round %s, rounds its bills %s: India has no coins below a rupee', (currency, told, rounds) => {
    const world = new World();
    const place = {
      ...{ clinicId: 'new', branchId: null, terminalId: 's', terminalCode: 'S' },
      kind: 'server' as const,
      epoch: 1,
    };
    world.done({ actor: someone('s', ['administrator']), place }, 'setUpClinic', {
      ...{ name: 'New', currency, branch: { name: 'Main', code: 'MAIN' }, administrator: { login: 'owner', name: 'A' } },
      ...{ password: VERIFIER, rounding: told },
    });
    expect(world.get(clinic, 'new').rounding).toBe(rounds);
  });

  it('that was set up before it was asked what it rounds rounds nothing', () => {
    const { world, server } = smallClinic();
    const { rounding: _, discountCapBasisPoints: __, waiverCapMinor: ___, ...said } = world.get(clinic, 'clinic');
    const { paidOutCapMinor: _p, payerWriteOffCapMinor: _w, id: _id, ...older } = said;
    world.write([clinicSetUp.of({ ...older, clinicId: 'older' })], world.entryOf(server));
    expect(world.get(clinic, 'older').rounding).toBe('none');
  });

  it('changes the settings it is given and keeps the others', () => {
    const { world, administrator } = smallClinic();
    world.done(administrator, 'changeClinicSettings', { leaseHours: 24, gstin: '29ABCDE1234F1ZW' });
    expect(centre.settings(world.records)).toMatchObject({ leaseHours: 24, timeZone: 'Asia/Kolkata', dayCutOffMinutes: 180 });
  });

  it.each<[string, object, string]>([
    ['a time zone that is none', { timeZone: 'Asia/Nowhere' }, 'invalid-input'],
    ['a lease without an end', { leaseHours: 100_000 }, 'invalid-input'],
    ['a session that never locks', { idleLockMinutes: 0 }, 'invalid-input'],
    ['a GSTIN that is none', { gstin: '123' }, 'gstin-form'],
    ['another currency', { currency: 'USD' }, 'currency-is-fixed'],
  ])('refuses %s', (_what, wrong, code) => {
    const { world, administrator } = smallClinic();
    expect(world.refused(administrator, 'changeClinicSettings', wrong)).toBe(code);
  });

  it('has branches with codes of their own, and counters in them', () => {
    const { world, administrator } = smallClinic();
    const { branchId } = world.done(administrator, 'createBranch', { name: 'Lake Road', code: 'lake' });
    expect(world.ask(administrator, branchesList, {}).map(({ code }) => code)).toEqual(['LAKE', 'MAIN']);
    expect(world.refused(administrator, 'createBranch', { name: 'Other', code: 'LAKE' })).toBe('branch-code-taken');
    expect(world.done(administrator, 'createCounter', { branchId, name: 'Desk', kind: 'reception' }).counterId).toBeTruthy();
    const taken = { branchId, name: ' de  sk', kind: 'cashier' };
    expect(world.refused(administrator, 'createCounter', { ...taken, name: 'DESK ' })).toBe('counter-name-taken');
    expect(world.refused(administrator, 'createCounter', taken)).toBe('counter-name-taken');
    expect(world.done(administrator, 'createCounter', { ...taken, name: 'Desk 2' }).counterId).toBeTruthy();
    const elsewhere = world.done(administrator, 'createBranch', { name: 'Hill Road', code: 'hill' });
    expect(world.done(administrator, 'createCounter', { ...taken, branchId: elsewhere.branchId }).counterId).toBeTruthy();
    const [desk] = world.ask(administrator, countersList, { branchId });
    const rename = (name: string) => ({ counterId: desk?.id, name });
    expect(world.refused(administrator, 'renameCounter', rename('desk  2'))).toBe('counter-name-taken');
    expect(world.refused(administrator, 'renameCounter', { ...rename('Front'), counterId: 'x' })).toBe('counter-unknown');
    for (const name of ['DESK', 'Front desk']) {
      world.done(administrator, 'renameCounter', rename(name));
      expect(world.ask(administrator, countersList, { branchId }).find(({ id }) => id === desk?.id)?.name).toBe(name);
    }
    const nowhere = { branchId: 'x', name: 'Desk', kind: 'reception' };
    expect(world.refused(administrator, 'createCounter', nowhere)).toBe('branch-unknown');
    expect(world.refused(administrator, 'createCounter', { ...nowhere, kind: 'server' })).toBe('invalid-input');
  });

  it('is governed by its administrator', () => {
    const { world, backOffice, reception } = smallClinic();
    for (const who of [backOffice, reception])
      expect(world.refused(who, 'changeClinicSettings', { leaseHours: 24 })).toBe('role-not-allowed');
  });
});
