import { describe, expect, it } from 'vitest';
import { smallClinic } from '../../../tests/fixtures/domain.ts';
import type { ImportReport } from '../imports/import-report.ts';
import { patient } from './patient.ts';
import { patientHealth } from './patient-health.ts';

const row = {
  ...{ row: 2, externalId: '1d604da9', name: 'José Eduardo181 Gómez206', phone: '', sex: 'male' },
  ...{ birthDate: '1989-05-25', ageYears: null, address: 'Chicopee', deceasedOn: null },
};
const latex = { code: '300916003', description: 'Latex allergy', since: '1982-10-25', until: null };

function given() {
  const clinic = smallClinic();
  const { world, backOffice } = clinic;
  const imported = (rows: object[]) => world.done(backOffice, 'importPatients', { rows });
  const all = () => world.records.find(patient, {});
  return { ...clinic, imported, all };
}

describe('patients of another system', () => {
  it('are added as they are, with a number, and without phone or doctor where there was none', () => {
    const { imported, all } = given();
    expect(imported([row, { ...row, row: 3, externalId: 'x', name: 'Ana Gómez', deceasedOn: '2020-01-02' }])).toMatchObject({
      ...{ added: 2, already: 0, refused: [] },
    });
    const byNumber = [...all()].sort((one, other) => (one.number < other.number ? -1 : 1));
    expect(byNumber).toMatchObject([
      { name: 'José Eduardo181 Gómez206', phone: '', doctorId: null, number: 'P04-000001', externalId: '1d604da9' },
      { number: 'P04-000002', deceasedOn: '2020-01-02' },
    ]);
  });

  it('are added once, whether the file or the row comes twice', () => {
    const { world, imported, all } = given();
    const twice = imported([row, { ...row, row: 3 }]);
    expect(twice).toMatchObject({ added: 1, already: 1, rows: [{ here: null }, { row: 3, here: null }] });
    const [first, second] = (twice as ImportReport).rows;
    expect(second?.id).toBe(first?.id);
    const entries = world.log.length;
    expect(imported([{ ...row, row: 9 }])).toMatchObject({
      ...{ added: 0, already: 1 },
      rows: [{ row: 9, here: 'José Eduardo181 Gómez206 · P04-000001' }],
    });
    expect(world.log).toHaveLength(entries);
    expect(all()).toHaveLength(1);
  });

  it('without an id are known by name, birth and phone', () => {
    const { imported, all } = given();
    const nameless = { ...row, externalId: null };
    imported([nameless, { ...nameless, name: 'JOSE eduardo181 gomez206' }, { ...nameless, birthDate: '1990-01-01' }]);
    expect(all()).toHaveLength(2);
  });

  describe('who look like somebody here', () => {
    const alike = (number: string, row: number) => ({
      ...{ row, code: 'looks-like-patient', details: { number, name: 'José Eduardo181 Gómez206' } },
    });

    it('are not added again where the file knows them by other words', () => {
      const { imported, all } = given();
      imported([row]);
      const nameless = { ...row, row: 3, externalId: null };
      const others = [
        nameless,
        { ...nameless, row: 4, phone: '9876500001' },
        { ...row, row: 5, externalId: 'another', name: 'JOSE Eduardo181 Gomez206' },
        { ...nameless, row: 6, birthDate: null, ageYears: 36 },
        { ...nameless, row: 7 },
      ];
      const refused = [3, 4, 5, 6, 7].map((at) => alike('P04-000001', at));
      for (const _ of ['once', 'twice']) expect(imported(others)).toEqual({ added: 0, already: 0, rows: [], refused });
      expect(all()).toHaveLength(1);
    });

    it('are other people where both have a phone, or were born at another time', () => {
      const { imported } = given();
      const phoned = { ...row, externalId: null, phone: '9876500001' };
      expect(
        imported([
          phoned,
          { ...phoned, row: 3, phone: '9876500002' },
          { ...phoned, row: 4, birthDate: '1989-05-26' },
          { ...phoned, row: 5, birthDate: null, ageYears: 30 },
        ]),
      ).toMatchObject({ added: 4, refused: [] });
    });

    it('are noticed within a file, and among those registered at the counter', () => {
      const { world, reception, doctorId, imported, all } = given();
      imported([{ ...row, name: 'First', externalId: 'first' }]);
      expect(imported([row, { ...row, row: 3, externalId: null }])).toMatchObject({
        added: 1,
        refused: [alike('P04-000002', 3)],
      });
      const meera = { name: 'Meera Shah', phone: '9876500009', birthDate: '1990-01-01' };
      world.done(reception, 'registerPatient', { ...meera, sex: 'female', doctorId });
      const before = all().length;
      expect(imported([{ ...row, ...meera, externalId: null, phone: '' }])).toMatchObject({
        added: 0,
        refused: [{ code: 'looks-like-patient' }],
      });
      expect(all()).toHaveLength(before);
    });

    it('are added where it is asked for, once', () => {
      const { world, backOffice, imported } = given();
      imported([row]);
      const asked = { rows: [{ ...row, row: 3, externalId: null }], addLookalikes: true };
      expect(world.done(backOffice, 'importPatients', asked)).toMatchObject({ added: 1, refused: [] });
      expect(world.done(backOffice, 'importPatients', asked)).toMatchObject({ added: 0, already: 1 });
      expect(imported(asked.rows)).toMatchObject({ added: 0, already: 1, refused: [] });
    });
  });

  it('who were not born yet are refused by row', () => {
    const { imported } = given();
    expect(imported([row, { ...row, row: 7, externalId: 'y', birthDate: '2031-01-01' }])).toMatchObject({
      ...{ added: 1, already: 0 },
      refused: [{ row: 7, code: 'birth-date-in-future', details: { birthDate: '2031-01-01' } }],
    });
  });

  it('are not taken more than a hundred at a time', () => {
    const { world, backOffice } = given();
    const rows = Array.from({ length: 101 }, (_, at) => ({ ...row, externalId: `p${at}` }));
    expect(world.refused(backOffice, 'importPatients', { rows })).toBe('invalid-input');
  });
});

describe('allergies and conditions', () => {
  it('are added to whom they belong, once', () => {
    const { world, backOffice, imported, all } = given();
    imported([row]);
    const rows = [
      { row: 2, patient: '1d604da9', ...latex },
      { row: 3, patient: '1d604da9', ...latex },
      { row: 4, patient: '1d604da9', ...latex, code: '300913006', description: 'Shellfish allergy' },
    ];
    expect(world.done(backOffice, 'importAllergies', { rows })).toMatchObject({ added: 2, already: 1, refused: [] });
    expect(world.done(backOffice, 'importAllergies', { rows })).toMatchObject({
      ...{ added: 0, already: 3, refused: [] },
      rows: [
        { row: 2, here: `José Eduardo181 Gómez206 · ${latex.description}` },
        { row: 3, here: `José Eduardo181 Gómez206 · ${latex.description}` },
        { row: 4, here: 'José Eduardo181 Gómez206 · Shellfish allergy' },
      ],
    });
    expect(world.done(backOffice, 'importConditions', { rows: rows.slice(0, 1) })).toMatchObject({ added: 1 });
    const health = world.get(patientHealth, all()[0]?.id ?? '');
    expect([health.allergies.length, health.conditions.length]).toEqual([2, 1]);
  });

  it('find their patient by the number given here, too', () => {
    const { world, backOffice, imported } = given();
    imported([row]);
    expect(world.done(backOffice, 'importConditions', { rows: [{ row: 2, patient: 'P04-000001', ...latex }] })).toMatchObject({
      added: 1,
    });
  });

  it('of nobody here are refused by row', () => {
    const { world, backOffice } = given();
    expect(world.done(backOffice, 'importAllergies', { rows: [{ row: 5, patient: 'who', ...latex }] })).toMatchObject({
      ...{ added: 0, already: 0 },
      refused: [{ row: 5, code: 'patient-unknown', details: { patient: 'who' } }],
    });
  });
});
