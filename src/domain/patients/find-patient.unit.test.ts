import { describe, expect, it } from 'vitest';
import { smallClinic } from '../../../tests/fixtures/domain.ts';
import { patientProfile } from './patient-profile.ts';
import { patientSearch } from './patient-search.ts';
import { possibleDuplicates } from './possible-duplicates.ts';

function given() {
  const clinic = smallClinic();
  const { world, reception, doctorId } = clinic;
  const register = (name: string, phone: string, born: object) =>
    world.done(reception, 'registerPatient', { name, phone, sex: 'female', doctorId, ...born }).patientId;
  const asha = register('Asha Rao', '9876543210', { birthDate: '1990-02-28' });
  const jose = register('José Gómez', '+16175550123', { ageYears: 36 });
  const find = (text: string) => world.ask(reception, patientSearch, { text }).map((one) => one.id);
  return { ...clinic, asha, jose, register, find };
}

describe('a patient is found', () => {
  it.each(['98765', '9876 54', '+91 98765', '098765', 'asha', 'RAO as', 'P01-000001', 'p01 000001', '000001'])(
    'by %s as one types',
    (text) => {
      const { asha, find } = given();
      expect(find(text)).toEqual([asha]);
    },
  );

  it('without accents, and by a foreign number with or without its country code', () => {
    const { jose, find } = given();
    for (const text of ['jose gom', '+1 617', '617555']) expect(find(text), text).toEqual([jose]);
  });

  it('by nothing that nobody is called', () => {
    const { find } = given();
    for (const text of ['', '  ', 'sha', '876543']) expect(find(text), text).toEqual([]);
  });
});

describe('a possible duplicate', () => {
  it('has the same phone, however typed', () => {
    const { world, reception, asha } = given();
    const found = world.ask(reception, possibleDuplicates, { phone: '+91-98765-43210', name: 'Somebody Else' });
    expect(found.map(({ id, because }) => [id, because])).toEqual([[asha, 'phone']]);
  });

  it('has the same name and birth date, accents and case aside', () => {
    const { world, reception, asha } = given();
    const same = world.ask(reception, possibleDuplicates, { name: 'ASHA rao', birthDate: '1990-02-28' });
    expect(same.map(({ id, because }) => [id, because])).toEqual([[asha, 'name-and-birth']]);
    expect(world.ask(reception, possibleDuplicates, { name: 'Asha Rao', birthDate: '1991-02-28' })).toEqual([]);
  });

  it('has the same name and about the same age', () => {
    const { world, reception, jose } = given();
    const near = world.ask(reception, possibleDuplicates, { name: 'Jose Gomez', birthDate: '1989-07-01' });
    expect(near.map(({ id }) => id)).toEqual([jose]);
    expect(world.ask(reception, possibleDuplicates, { name: 'Jose Gomez', ageYears: 40 })).toEqual([]);
  });

  it('is named once where phone and name are both the same', () => {
    const { world, reception } = given();
    const input = { phone: '9876543210', name: 'Asha Rao', birthDate: '1990-02-28' };
    expect(world.ask(reception, possibleDuplicates, input)).toHaveLength(1);
  });
});

describe('a profile', () => {
  it('says whose it is, what is missing and when they were here', () => {
    const { world, reception, asha, doctorId } = given();
    const { visitId, token } = world.done(reception, 'checkInPatient', { patientId: asha, doctorId });
    expect(world.ask(reception, patientProfile, { patientId: asha })).toMatchObject({
      ...{ doctorName: 'Dr Meera Iyer', missing: [], health: null },
      visits: [{ id: visitId, token, state: 'REGISTERED', doctorName: 'Dr Meera Iyer' }],
    });
    expect(world.ask(reception, patientProfile, { patientId: 'nobody' })).toBeNull();
  });

  it('shows allergies to who treats, and to nobody at the front desk', () => {
    const { world, reception, consulting, backOffice } = given();
    world.done(backOffice, 'importPatients', {
      rows: [
        {
          row: 2,
          externalId: 'x',
          name: 'Ann',
          phone: '',
          sex: 'female',
          birthDate: '1980-01-01',
          ageYears: null,
          deceasedOn: null,
        },
      ],
    });
    const [ann] = world.ask(reception, patientSearch, { text: 'ann' });
    const allergy = { code: '300916003', description: 'Latex allergy', since: '1982-10-25', until: null };
    world.done(backOffice, 'importAllergies', { rows: [{ row: 2, patient: 'x', ...allergy }] });
    const patientId = ann?.id ?? '';
    expect(world.ask(consulting, patientProfile, { patientId })?.health?.allergies).toEqual([allergy]);
    expect(world.ask(reception, patientProfile, { patientId })?.health).toBeNull();
    expect(world.ask(reception, patientProfile, { patientId })?.missing).toEqual(['phone', 'doctor']);
    const steppedUp = { actor: backOffice.actor, place: reception.place };
    expect(world.ask(steppedUp, patientProfile, { patientId })?.health).toBeNull();
  });

  it('is logged as a read of its patient', () => {
    expect(patientProfile.patientId?.({ patientId: 'p' })).toBe('p');
  });
});
