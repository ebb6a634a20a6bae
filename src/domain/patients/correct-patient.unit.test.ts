import { describe, expect, it } from 'vitest';
import { smallClinic } from '../../../tests/fixtures/domain.ts';
import { patientCorrected } from './changes.ts';
import { patient } from './patient.ts';

function given() {
  const clinic = smallClinic();
  const { world, reception, doctorId } = clinic;
  const asha = { phone: '9876543210', name: 'Asha Rao', sex: 'female', ageYears: 30, doctorId };
  const { patientId } = world.done(reception, 'registerPatient', asha);
  return { ...clinic, patientId };
}

describe('a correction', () => {
  it('changes what is wrong, keeps what was there and points at the entry that wrote it', () => {
    const { world, reception, patientId } = given();
    const wroteIt = world.get(patient, patientId).writtenBy;
    world.done(reception, 'correctPatient', { patientId, name: 'Asha Rai', phone: '9876543210', reason: 'misheard' });
    expect(world.log.at(-1)).toEqual(
      patientCorrected.of({
        ...{ patientId, corrects: wroteIt, reason: 'misheard' },
        before: { name: 'Asha Rao' },
        after: { name: 'Asha Rai' },
      }),
    );
    expect(world.get(patient, patientId)).toMatchObject({ name: 'Asha Rai', nameKey: 'asha rai' });
    expect(world.get(patient, patientId).writtenBy).not.toBe(wroteIt);
  });

  it('replaces an age by a birth date, and the other way round', () => {
    const { world, reception, patientId } = given();
    world.done(reception, 'correctPatient', { patientId, birthDate: '1996-01-02', reason: 'papers' });
    expect(world.get(patient, patientId)).toMatchObject({ birthDate: '1996-01-02', ageYears: null, ageAsOf: null });
    world.done(reception, 'correctPatient', { patientId, ageYears: 31, reason: 'not their papers' });
    expect(world.get(patient, patientId)).toMatchObject({ birthDate: null, ageYears: 31, ageAsOf: world.businessDate });
  });

  it.each([
    ['nothing that differs', { name: 'Asha Rao' }, 'nothing-to-correct'],
    ['an unknown doctor', { doctorId: 'nobody' }, 'doctor-unknown'],
    ['a birth date to come', { birthDate: '2030-01-01' }, 'birth-date-in-future'],
    ['no reason', { name: 'Asha Rai', reason: '' }, 'invalid-input'],
    ['an empty name', { name: ' ' }, 'invalid-input'],
  ])('is refused with %s', (_what, wrong, code) => {
    const { world, reception, patientId } = given();
    expect(world.refused(reception, 'correctPatient', { patientId, reason: 'why', ...wrong })).toBe(code);
  });

  it('of somebody nobody knows is refused', () => {
    const { world, reception } = given();
    expect(world.refused(reception, 'correctPatient', { patientId: 'x', name: 'y', reason: 'z' })).toBe('patient-unknown');
  });

  it('made without knowing of another one is flagged, and each corrects its own fields', () => {
    const { world, reception, patientId } = given();
    const corrects = world.get(patient, patientId).writtenBy;
    world.done(reception, 'correctPatient', { patientId, name: 'Asha Rai', reason: 'misheard' });
    const other = { patientId, corrects, before: { address: '' }, after: { address: '2 Hill Road' }, reason: 'moved' };
    expect(world.write([patientCorrected.of(other)], world.entryOf(reception))?.code).toBe('corrected-elsewhere');
    world.fold([patientCorrected.of(other)], world.entryOf(reception));
    expect(world.get(patient, patientId)).toMatchObject({ name: 'Asha Rai', address: '2 Hill Road' });
  });
});
