import { describe, expect, it } from 'vitest';
import { smallClinic, VERIFIER } from '../../../tests/fixtures/domain.ts';
import { clinicSettingsChanged } from './changes.ts';
import { clinic } from './clinic.ts';
import { gstinRefusal } from './gstin.ts';

describe('a GSTIN', () => {
  // The first two are registered businesses; the third is a sample with the check of its own.
  it.each(['27AAPFU0939F1ZV', '29AAGCB7383J1Z4', '29ABCDE1234F1ZW'])('%s checks', (number) => {
    expect(gstinRefusal(number)).toBeUndefined();
  });

  it.each<[string, string, string]>([
    ['one character mistyped', '27AAPFU0939F1ZX', 'gstin-mistyped'],
    ['two characters swapped', '27APAFU0939F1ZV', 'gstin-mistyped'],
    ['a state that is none', '45AAPFU0939F1ZV', 'gstin-state'],
    ['state 00', '00AAPFU0939F1ZV', 'gstin-state'],
    ['too short', '27AAPFU0939F1Z', 'gstin-form'],
    ['a PAN', 'AAPFU0939F', 'gstin-form'],
  ])('is told from %s', (_what, number, code) => {
    expect(gstinRefusal(number)?.code).toBe(code);
  });

  it('is taken as people type it, and none is none', () => {
    const { world, administrator } = smallClinic();
    world.done(administrator, 'changeClinicSettings', { gstin: ' 27aapfu0939f1zv ' });
    expect(world.get(clinic, 'clinic').gstin).toBe('27AAPFU0939F1ZV');
    world.done(administrator, 'changeClinicSettings', { gstin: '' });
    expect(world.get(clinic, 'clinic').gstin).toBeNull();
  });

  it('is checked where it is entered, and where a clinic is set up', () => {
    const { world, server, administrator } = smallClinic();
    const mistyped = '29ABCDE1234F1Z5';
    expect(world.refused(administrator, 'changeClinicSettings', { gstin: mistyped })).toBe('gstin-mistyped');
    const named = { name: 'Lake Dental', branch: { name: 'Lake', code: 'LAKE' }, gstin: mistyped };
    const login = { login: 'asha', name: 'Asha' };
    const elsewhere = { ...server, place: { ...server.place, clinicId: 'another' } };
    const setUp = { ...named, administrator: login, password: VERIFIER };
    expect(world.refused(elsewhere, 'setUpClinic', setUp)).toBe('gstin-mistyped');
  });

  it('that was entered before it was checked does not keep other settings from being changed', () => {
    const { world, server, administrator } = smallClinic();
    const { id: clinicId, ...before } = world.get(clinic, 'clinic');
    const gstin = '29ABCDE1234F1Z5';
    world.fold([clinicSettingsChanged.of({ ...before, clinicId, gstin })], world.entryOf(server));
    world.done(administrator, 'changeClinicSettings', { gstin, leaseHours: 24 });
    expect(world.get(clinic, 'clinic')).toMatchObject({ gstin, leaseHours: 24 });
  });
});
