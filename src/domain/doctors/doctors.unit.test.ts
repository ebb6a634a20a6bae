import { describe, expect, it } from 'vitest';
import { smallClinic } from '../../../tests/fixtures/domain.ts';
import { DOCTORS_AT_ONCE, doctorsList } from './doctors-list.ts';

describe('a doctor', () => {
  it('is listed by name, found by speciality, and leaves the lists without leaving the past', () => {
    const { world, backOffice, reception, doctorId } = smallClinic();
    const names = (input: object) => world.ask(reception, doctorsList, input).map(({ name }) => name);
    expect(names({})).toEqual(['Dr Meera Iyer', 'Dr Karan Shah']);
    expect(names({ text: 'dent' })).toEqual(['Dr Meera Iyer']);
    world.done(backOffice, 'changeDoctor', { doctorId, name: 'Dr Meera Iyer', active: false });
    expect(names({})).toEqual(['Dr Karan Shah']);
    expect(names({ text: 'meera' })).toEqual([]);
    expect(names({ withInactive: true })).toContain('Dr Meera Iyer');
  });

  it('is found among six thousand by typing, and named by id', () => {
    const { world, backOffice, reception } = smallClinic();
    const numbered = (number: number) => ({ row: number + 2, externalId: `d-${number}`, name: `Dr A${10_000 + number} Bose` });
    for (let at = 0; at < 6000; at += 100)
      world.done(backOffice, 'importDoctors', { rows: Array.from({ length: 100 }, (_, index) => numbered(at + index)) });
    world.done(backOffice, 'importDoctors', {
      rows: [{ row: 2, externalId: 'last', name: 'Dr Zubin Wadia', speciality: 'Surgery' }],
    });
    expect(world.ask(reception, doctorsList, {})).toHaveLength(DOCTORS_AT_ONCE);
    expect(world.ask(reception, doctorsList, {}).map(({ name }) => name)).not.toContain('Dr Zubin Wadia');
    const [zubin] = world.ask(reception, doctorsList, { text: 'zub surg' });
    expect(zubin?.name).toBe('Dr Zubin Wadia');
    expect(world.ask(reception, doctorsList, { text: 'a15999' })).toMatchObject([{ name: 'Dr A15999 Bose' }]);
    expect(world.ask(reception, doctorsList, { text: 'bose' })).toHaveLength(50);
    world.done(backOffice, 'changeDoctor', { doctorId: zubin?.id, name: 'Dr Zubin Wadia', active: false });
    expect(world.ask(reception, doctorsList, { text: 'zub' })).toEqual([]);
    expect(world.ask(reception, doctorsList, { ids: [zubin?.id, 'nobody', zubin?.id] })).toMatchObject([{ active: false }]);
  });

  it('comes first where somebody logs in as them, however many a directory brought', () => {
    const { world, backOffice, reception, doctorId, otherDoctorId } = smallClinic();
    const numbered = (number: number) => ({
      ...{ row: number + 2, externalId: `d-${number}`, name: `Dr A${10_000 + number} Bose`, speciality: 'Dentistry' },
    });
    for (let at = 0; at < 1200; at += 100)
      world.done(backOffice, 'importDoctors', { rows: Array.from({ length: 100 }, (_, index) => numbered(at + index)) });
    const all = world.ask(reception, doctorsList, {});
    expect(all).toHaveLength(DOCTORS_AT_ONCE);
    const own = all.filter(({ hasLogin }) => hasLogin);
    expect(own.map(({ id }) => id)).toContain(doctorId);
    expect(all.slice(0, own.length)).toEqual(own);
    const found = world.ask(reception, doctorsList, { text: 'dent' });
    expect(found).toHaveLength(50);
    expect(found.slice(0, 2)).toMatchObject([{ id: doctorId, hasLogin: true }, { hasLogin: false }]);
    expect(world.ask(reception, doctorsList, { text: 'a11199' })).toMatchObject([{ hasLogin: false }]);
    expect(world.ask(reception, doctorsList, { ids: [doctorId, otherDoctorId] })[0]).toMatchObject({ hasLogin: true });
  });

  it('knows itself by its login', () => {
    const { world, consulting, reception, doctorId } = smallClinic();
    expect(world.ask(consulting, doctorsList, { mine: true })).toMatchObject([{ id: doctorId }]);
    expect(world.ask(reception, doctorsList, { mine: true })).toEqual([]);
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
