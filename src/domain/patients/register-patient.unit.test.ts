import { describe, expect, it } from 'vitest';
import { smallClinic } from '../../../tests/fixtures/domain.ts';
import { patient } from './patient.ts';

const asha = { phone: '+91 98765 43210', name: '  Asha Rao ', sex: 'female', birthDate: '1990-02-28' };

describe('a patient is registered', () => {
  it('with the five mandatory fields and the next number of the terminal', () => {
    const { world, reception, doctorId } = smallClinic();
    const first = world.done(reception, 'registerPatient', { ...asha, doctorId });
    const second = world.done(reception, 'registerPatient', { ...asha, name: 'Ravi', phone: '9876543211', doctorId });
    expect([first.number, second.number]).toEqual(['P01-000001', 'P01-000002']);
    expect(world.get(patient, first.patientId)).toMatchObject({
      ...{ name: 'Asha Rao', phone: '9876543210', birthDate: '1990-02-28', ageYears: null, ageAsOf: null },
      ...{ doctorId, registeredAtMs: world.nowMs, deceasedOn: null },
    });
  });

  it('with an age as of today where the birth date is not known', () => {
    const { world, reception, doctorId } = smallClinic();
    const input = { ...asha, birthDate: null, ageYears: 41, doctorId };
    const { patientId } = world.done(reception, 'registerPatient', input);
    expect(world.get(patient, patientId)).toMatchObject({ birthDate: null, ageYears: 41, ageAsOf: world.businessDate });
  });

  it.each([
    ['no phone', { phone: '' }, 'invalid-input'],
    ['no name', { name: '   ' }, 'invalid-input'],
    ['no sex', { sex: undefined }, 'invalid-input'],
    ['a name too long', { name: 'x'.repeat(121) }, 'invalid-input'],
    ['an unknown field', { role: 'manager' }, 'invalid-input'],
    ['neither birth date nor age', { birthDate: null }, 'birth-date-or-age-needed'],
    ['a birth date to come', { birthDate: '2030-01-01' }, 'birth-date-in-future'],
    ['an unknown doctor', { doctorId: 'nobody' }, 'doctor-unknown'],
  ])('but not with %s', (_what, wrong, code) => {
    const { world, reception, doctorId } = smallClinic();
    expect(world.refused(reception, 'registerPatient', { ...asha, doctorId, ...wrong })).toBe(code);
  });

  it('but not with a doctor who sees nobody here any more', () => {
    const { world, reception, backOffice, doctorId } = smallClinic();
    world.done(backOffice, 'changeDoctor', { doctorId, name: 'Dr Meera Iyer', active: false });
    expect(world.refused(reception, 'registerPatient', { ...asha, doctorId })).toBe('doctor-not-active');
  });

  it('by front desk at reception only', () => {
    const { world, reception, cashier, consulting, doctorId } = smallClinic();
    expect(world.refused(cashier, 'registerPatient', { ...asha, doctorId })).toBe('role-not-allowed');
    expect(world.refused(consulting, 'registerPatient', { ...asha, doctorId })).toBe('role-not-allowed');
    const elsewhere = { actor: reception.actor, place: cashier.place };
    expect(world.refused(elsewhere, 'registerPatient', { ...asha, doctorId })).toBe('not-at-this-terminal');
  });

  it('and a number that is not the next is refused by the check, which the server runs too', () => {
    const { world, reception, doctorId } = smallClinic();
    world.done(reception, 'registerPatient', { ...asha, doctorId });
    const registered = world.log.at(-1);
    const body = registered?.body as Record<string, unknown>;
    const again = { type: 'patient.registered.v1', body: { ...body, patientId: 'another' } };
    expect(world.write([again], world.entryOf(reception))?.code).toBe('number-not-next');
  });
});
