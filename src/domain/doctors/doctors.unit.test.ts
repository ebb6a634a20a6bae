import { describe, expect, it } from 'vitest';
import { smallClinic } from '../../../tests/fixtures/domain.ts';
import { doctorsList } from './doctors-list.ts';

describe('a doctor', () => {
  it('is listed by name, found by speciality, and leaves the lists without leaving the past', () => {
    const { world, backOffice, reception, doctorId } = smallClinic();
    const names = (input: object) => world.ask(reception, doctorsList, input).map(({ name }) => name);
    expect(names({})).toEqual(['Dr Karan Shah', 'Dr Meera Iyer']);
    expect(names({ text: 'dent' })).toEqual(['Dr Meera Iyer']);
    world.done(backOffice, 'changeDoctor', { doctorId, name: 'Dr Meera Iyer', active: false });
    expect(names({})).toEqual(['Dr Karan Shah']);
    expect(names({ text: 'meera' })).toEqual([]);
    expect(names({ withInactive: true })).toContain('Dr Meera Iyer');
  });

  it('that nobody added cannot be changed', () => {
    const { world, backOffice } = smallClinic();
    expect(world.refused(backOffice, 'changeDoctor', { doctorId: 'x', name: 'Y', active: true })).toBe('doctor-unknown');
  });

  it('of another system is added once', () => {
    const { world, backOffice } = smallClinic();
    const row = { row: 2, externalId: '3421aa75', name: 'Tomas436 Sauer652', speciality: 'GENERAL PRACTICE' };
    const nameless = { row: 3, externalId: null, name: 'Dr A', registrationNumber: 'K-1' };
    const rows = [row, { ...row, row: 4 }, nameless, { ...nameless, row: 5, registrationNumber: 'K-2' }];
    expect(world.done(backOffice, 'importDoctors', { rows })).toMatchObject({ added: 3, already: 1, refused: [] });
    expect(world.done(backOffice, 'importDoctors', { rows })).toMatchObject({ added: 0, already: 4, refused: [] });
  });
});
