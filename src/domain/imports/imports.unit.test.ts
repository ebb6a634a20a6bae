import { describe, expect, it } from 'vitest';
import type { Operation } from '../kernel/operation.ts';
import { house } from '../registry.ts';
import { type FileRow, guessMapping, type ImportKind, mappingRefusal, toInput } from './import-kind.ts';
import { importKinds } from './import-kinds.ts';

const SYNTHEA_PATIENTS =
  'Id,BIRTHDATE,DEATHDATE,SSN,DRIVERS,PASSPORT,PREFIX,FIRST,LAST,SUFFIX,MAIDEN,MARITAL,RACE,ETHNICITY,GENDER,BIRTHPLACE,ADDRESS,CITY,STATE,COUNTY,ZIP,LAT,LON,HEALTHCARE_EXPENSES,HEALTHCARE_COVERAGE';
const JOSE =
  '1d604da9,1989-05-25,,999,S9,X1,Mr.,José Eduardo181,Gómez206,,,M,white,hispanic,M,Marigot,427 Balistreri Way,Chicopee,Massachusetts,Hampden County,01013,42.2,-72.5,271,1334';

function kind(name: string): ImportKind {
  const one = importKinds.find((candidate) => candidate.kind === name);
  if (!one) throw new Error(`no kind ${name}`);
  return one;
}

/** Reads a small file without quotes: the header and its rows. */
function read(name: string, header: string, ...lines: string[]) {
  const columns = header.split(',');
  const rows: FileRow[] = lines.map((line, at) => ({ row: at + 2, fields: line.split(',') }));
  return toInput(kind(name), columns, guessMapping(kind(name), columns), rows);
}

const rowsOf = (answer: ReturnType<typeof read>) => answer.batches.flatMap(({ rows }) => rows);
const codes = (answer: ReturnType<typeof read>) => answer.refused.map(({ row, code }) => [row, code]);

describe("Synthea's files", () => {
  it('give patients with their names as they are', () => {
    expect(rowsOf(read('patients', SYNTHEA_PATIENTS, JOSE))).toEqual([
      {
        ...{ row: 2, externalId: '1d604da9', name: 'José Eduardo181 Gómez206', phone: '', sex: 'male' },
        ...{ birthDate: '1989-05-25', ageYears: null, deceasedOn: null },
        address: '427 Balistreri Way, Chicopee, Massachusetts, 01013',
      },
    ]);
  });

  it('are read with columns in another order, added and missing', () => {
    const answer = read('patients', 'mobile,GENDER,extra,Birth Date,name', '98765 43210,F,?,01/02/1990,Asha Rao');
    expect(rowsOf(answer)).toEqual([
      {
        ...{ row: 2, externalId: null, name: 'Asha Rao', phone: '9876543210', sex: 'female', birthDate: '1990-02-01' },
        ...{ ageYears: null, address: '', deceasedOn: null },
      },
    ]);
  });

  it('give doctors, allergies and conditions', () => {
    const providers = 'Id,ORGANIZATION,NAME,GENDER,SPECIALITY,ADDRESS,CITY,STATE,ZIP,LAT,LON,UTILIZATION';
    expect(rowsOf(read('doctors', providers, '34,ef,Tomas436 Sauer652,M,GENERAL PRACTICE,a,b,MA,0,1,2,3'))).toMatchObject([
      { externalId: '34', name: 'Tomas436 Sauer652', speciality: 'GENERAL PRACTICE', registrationNumber: '' },
    ]);
    const finding = 'START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION';
    for (const name of ['allergies', 'conditions'])
      expect(rowsOf(read(name, finding, '2011-08-09,2011-08-16,8d4c,9d35,444814009,Viral sinusitis (disorder)'))).toEqual([
        {
          ...{ row: 2, patient: '8d4c', code: '444814009', description: 'Viral sinusitis (disorder)' },
          ...{ since: '2011-08-09', until: '2011-08-16' },
        },
      ]);
  });
});

describe('a row is refused by its number', () => {
  const header = 'Id,BIRTHDATE,FIRST,GENDER,phone';
  it.each([
    ['x,1990-02-30,Asha,F,', 'not-a-date'],
    ['x,,Asha,F,', 'birth-date-or-age-needed'],
    ['x,1990-02-03,Asha,?,', 'sex-unknown'],
    ['x,1990-02-03, ,F,', 'field-empty'],
    ['x,1990-02-03,Asha,,', 'field-empty'],
    ['x,1990-02-03,Asha,F,12', 'not-a-phone-number'],
    ['x,1990-02-03,Asha,F', 'wrong-number-of-fields'],
    ['x,1990-02-03,Asha,F,,more', 'wrong-number-of-fields'],
    [`x,1990-02-03,${'A'.repeat(121)},F,`, 'field-too-long'],
    ['x,1990-02-03,Jos\uFFFD,F,', 'letters-lost'],
  ])('%s', (line, code) => {
    const answer = read('patients', header, 'ok,1990-02-03,Asha,F,', line);
    expect(codes(answer)).toEqual([[3, code]]);
    expect(rowsOf(answer)).toHaveLength(1);
  });

  it('without losing the number of those after it', () => {
    const answer = read('medicines', 'medicine_name,mfg_name,comp_id', 'A,B,1', 'C,D,2,5', ' E  TAB , ,', ',F,3');
    expect(codes(answer)).toEqual([
      [3, 'wrong-number-of-fields'],
      [5, 'field-empty'],
    ]);
    expect(rowsOf(answer)).toEqual([
      { row: 2, name: 'A', manufacturer: 'B', compositionId: '1' },
      { row: 4, name: 'E TAB', manufacturer: null, compositionId: null },
    ]);
  });
});

describe('a mapping', () => {
  const columns = ['GENDER', 'BIRTHDATE', 'who'];
  it('says which needed column nobody named', () => {
    const guessed = guessMapping(kind('patients'), columns);
    expect(mappingRefusal(kind('patients'), columns, guessed)).toMatchObject({
      ...{ code: 'column-missing', details: { field: 'first', title: 'First or full name' } },
    });
    expect(mappingRefusal(kind('patients'), columns, { ...guessed, first: 2 })).toBeUndefined();
    expect(mappingRefusal(kind('patients'), columns, { ...guessed, first: 3 })?.code).toBe('column-not-in-file');
  });

  it('reads headers whatever their case, spacing and byte order mark', () => {
    const guessed = guessMapping(kind('medicines'), ['\uFEFFMedicine Name', 'MFG-NAME', ' Comp Id ']);
    expect(guessed).toEqual({ name: 0, manufacturer: 1, compositionId: 2 });
  });
});

describe('every kind', () => {
  it.each(importKinds.map((one) => [one.kind, one] as const))('%s feeds an operation in batches it takes', (_name, one) => {
    const operation = house.operations.get(one.operation) as Operation;
    const header = one.columns.map(({ field }) => field);
    const filled: Record<string, string> = { sex: 'F', birthDate: '1990-01-01', since: '2001-01-01' };
    const fields = one.columns.map(({ field, required }) => filled[field] ?? (required ? 'x' : ''));
    const mapping = Object.fromEntries(header.map((field, at) => [field, at]));
    const rows = Array.from({ length: one.batchRows + 1 }, (_, at) => ({ row: at + 2, fields }));
    const { batches, refused } = toInput(one, header, mapping, rows);
    expect(refused).toEqual([]);
    expect(batches.map((batch) => batch.rows.length)).toEqual([one.batchRows, 1]);
    for (const batch of batches) expect(operation.input.safeParse(batch).success).toBe(true);
  });
});
