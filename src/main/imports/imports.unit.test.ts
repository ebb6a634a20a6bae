import { afterEach, describe, expect, it } from 'vitest';
import { MEENA, OneTerminal, PASSWORD } from '../../../tests/fixtures/one-terminal.ts';
import { type ImportMessage, previewImport, runImport } from './imports.ts';
import { FILE_MAX_CHARACTERS, readCsv } from './read-csv.ts';

const PATIENTS = [
  '\uFEFFGENDER;Id;FIRST;LAST;BIRTHDATE;EXTRA',
  'F;p-1;"Lakshmi; senior";Iyer;1980-02-29;x',
  'M;p-2;José;Gómez;1989-05-25;x',
  '',
  'M;p-3;Ravi',
  'X;p-4;Asha;Rao;1990-01-01;x',
  'F;p-5;Sita;Devi;not a date;x',
  'F;p-6;Future;Child;2030-01-01;x',
  'M;p-2;José;Gómez;1989-05-25;x',
].join('\r\n');

let one: OneTerminal | undefined;
afterEach(() => one?.terminal.close());

async function backOffice() {
  one = new OneTerminal('back-office', [MEENA]);
  await one.startEnrolled();
  return { one, session: await one.sessionOf(MEENA) };
}

async function all(messages: AsyncIterable<ImportMessage>): Promise<ImportMessage[]> {
  const heard: ImportMessage[] = [];
  for await (const message of messages) heard.push(message);
  return heard;
}

const mappingOf = async (kind: string, csvText: string) => {
  const preview = await previewImport({ kind, fileName: 'f.csv', csvText });
  return preview.ok ? preview.result.mapping : {};
};

describe('a CSV file', () => {
  it.each([
    ['commas', 'a,b\n1,2\n', ','],
    ['semicolons', 'a;b\n1;2', ';'],
    ['tabs', 'a\tb\r\n1\t2\r\n', '\t'],
    ['bars', 'a|b\r1|2', '|'],
  ])('is read with %s', async (_, text, delimiter) => {
    expect(await readCsv(text)).toEqual({ delimiter, header: ['a', 'b'], rows: [{ row: 2, fields: ['1', '2'] }], broken: [] });
  });

  it('keeps quoted line breaks together and numbers rows as a spreadsheet does', async () => {
    const read = await readCsv('\uFEFFa,b\n"one\nline",2\n\n3,4,5\nsaid "so",6\n');
    expect(read).toMatchObject({
      header: ['a', 'b'],
      rows: [
        { row: 2, fields: ['one\nline', '2'] },
        { row: 4, fields: ['3', '4', '5'] },
        { row: 5, fields: ['said "so"', '6'] },
      ],
    });
  });

  it('is refused when it is empty, too large or broken off', async () => {
    expect(await readCsv('\uFEFF\n\n')).toMatchObject({ refused: true, code: 'file-empty' });
    expect(await readCsv('')).toMatchObject({ code: 'file-empty' });
    expect(await readCsv('x'.repeat(FILE_MAX_CHARACTERS + 1))).toMatchObject({ code: 'file-too-large' });
    for (const text of ['a,"never closed\n1,2\n', 'a,"b\n1,2\n"x",3,4\n'])
      expect(await readCsv(text)).toMatchObject({ code: 'csv-unreadable', details: { row: 1 } });
  });

  it('loses only the row whose quotation mark is never closed', async () => {
    const start = '\uFEFFname,city\r\n"one\r\nline",Köln\r\n\r\nopen,"Pune\r\n';
    expect(await readCsv(`${start}good,""\r\n\r\nlast,7\r\n`)).toMatchObject({
      rows: [
        { row: 2, fields: ['one\r\nline', 'Köln'] },
        { row: 5, fields: ['good', ''] },
        { row: 7, fields: ['last', '7'] },
      ],
      broken: [{ row: 4, code: 'quote-not-closed', details: { line: 5 } }],
    });
    expect(await readCsv('a,b\n1,2\n"never closed')).toMatchObject({
      rows: [{ row: 2 }],
      broken: [{ row: 3, details: { line: 3 } }],
    });
  });

  it('takes rows apart that a stray quotation mark ran together', async () => {
    expect(await readCsv('a,b\n1,"2\n3,4\n5,"x, y"\n6,7\n8,"9\n10,11\n12,"13\n')).toMatchObject({
      rows: [
        { row: 3, fields: ['3', '4'] },
        { row: 4, fields: ['5', 'x, y'] },
        { row: 5, fields: ['6', '7'] },
        { row: 7, fields: ['10', '11'] },
      ],
      broken: [
        { row: 2, details: { line: 2 } },
        { row: 6, details: { line: 6 } },
        { row: 8, details: { line: 8 } },
      ],
    });
    // A row of several lines that has a field too many is one row.
    expect(await readCsv('a,b\n"one\nline",2,3\n')).toMatchObject({
      rows: [{ row: 2, fields: ['one\nline', '2', '3'] }],
      broken: [],
    });
  });

  it('keeps letters whole wherever its pieces are cut', async () => {
    const read = await readCsv(`a,b\n${'x'.repeat(64 * 1024 - 5)}😀,2\n`);
    expect(read).toMatchObject({ rows: [{ fields: [expect.stringMatching(/x😀$/), '2'] }] });
  });
});

describe('a preview', () => {
  it('guesses columns in any order and says which rows will be refused', async () => {
    const preview = await previewImport({ kind: 'patients', fileName: 'patients.csv', csvText: PATIENTS });
    expect(preview).toMatchObject({
      ok: true,
      result: {
        delimiter: ';',
        rows: 7,
        problem: null,
        refusedRows: 3,
        mapping: { sex: 0, externalId: 1, first: 2, phone: null },
      },
    });
    const refused = preview.ok ? preview.result.refused.map(({ row, code }) => [row, code]) : [];
    expect(refused).toEqual([
      [5, 'wrong-number-of-fields'],
      [6, 'sex-unknown'],
      [7, 'not-a-date'],
    ]);
  });

  it('knows a file of another kind by its headings, until somebody says which column is which', async () => {
    const look = async (kind: string, header: string, mapping?: Record<string, number>) => {
      const csvText = `${header}\n${header.replace(/[^,]+/g, 'x')}\n`;
      const preview = await previewImport({ kind, fileName: 'f.csv', csvText, ...(mapping ? { mapping } : {}) });
      return preview.ok ? preview.result.problem : preview.refusal;
    };
    const medicines = 'medicine_name,mfg_name,comp_id';
    const payers = 'Id,NAME,ADDRESS,PHONE,AMOUNT_COVERED,AMOUNT_UNCOVERED,REVENUE';
    const patients = 'Id,BIRTHDATE,FIRST,LAST,GENDER';
    const providers = 'Id,ORGANIZATION,NAME,GENDER,SPECIALITY,ADDRESS';
    const findings = 'START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION';
    const other = (fileKind: string) => ({ code: 'file-of-other-kind', details: { fileKind } });
    expect(await look('patients', medicines)).toMatchObject(other('medicines'));
    expect(await look('patients', providers)).toMatchObject(other('doctors'));
    expect(await look('medicines', patients)).toMatchObject(other('patients'));
    expect(await look('doctors', patients)).toMatchObject(other('patients'));
    expect(await look('medicines', findings)).toMatchObject(other('allergies'));
    expect(await look('doctors', payers)).toMatchObject({ code: 'file-not-importable', details: { fileKind: 'payers' } });
    expect(await look('doctors', payers, { name: 1 })).toBeNull();
    const right = { medicines, patients, doctors: providers, allergies: findings, conditions: findings };
    for (const [kind, header] of Object.entries(right)) expect(await look(kind, header)).toBeNull();
    expect(await look('doctors', 'name,phone')).toBeNull();
  });

  it('says which column is missing, and takes a mapping made by hand', async () => {
    const csvText = 'who,kind\nLakshmi,F\n';
    const guessed = await previewImport({ kind: 'patients', fileName: 'p.csv', csvText });
    expect(guessed).toMatchObject({ ok: true, result: { problem: { code: 'column-missing' } } });
    const mapping = { first: 0, sex: 1 };
    const mapped = await previewImport({ kind: 'patients', fileName: 'p.csv', csvText, mapping });
    expect(mapped).toMatchObject({
      ok: true,
      result: { problem: null, refused: [{ row: 2, code: 'birth-date-or-age-needed' }] },
    });
    expect(await previewImport({ kind: 'payments', fileName: 'p.csv', csvText })).toMatchObject({ ok: false });
  });
});

describe('an import', () => {
  it('leaves out who looks like somebody here, unless it is asked for', async () => {
    const { one, session } = await backOffice();
    const given = async (csvText: string, addLookalikes?: boolean) => {
      const mapping = await mappingOf('patients', csvText);
      return (await all(runImport(one.terminal, session, { kind: 'patients', csvText, mapping, addLookalikes }))).at(-1);
    };
    const withId = 'Id,name,sex,dob\np-1,Meera Shah,F,1990-02-03\n';
    const withoutId = 'name,sex,dob,phone\nMeera Shah,F,1990-02-03,9876500001\n';
    expect(await given(withId)).toMatchObject({ report: { added: 1 } });
    expect(await given(withoutId)).toMatchObject({
      report: { added: 0, refused: [{ row: 2, code: 'looks-like-patient', details: { name: 'Meera Shah' } }] },
    });
    expect(await given(withoutId, true)).toMatchObject({ report: { added: 1, refused: [] } });
    expect(await given(withoutId, true)).toMatchObject({ report: { added: 0, already: 1 } });
  });

  it('takes the rows around one whose quotation mark is never closed, and says which it is', async () => {
    const { one, session } = await backOffice();
    const csvText =
      'name,phone,sex,birth date\nAsha Rao,9876500001,F,1990-02-03\nRavi,"9876500002,M,1980-01-01\nSita Devi,,F,1970-01-01\n';
    const preview = await previewImport({ kind: 'patients', fileName: 'p.csv', csvText });
    expect(preview).toMatchObject({ result: { rows: 3, refusedRows: 1, refused: [{ row: 3, code: 'quote-not-closed' }] } });
    const given = { kind: 'patients', csvText, mapping: preview.ok ? preview.result.mapping : {} };
    const heard = await all(runImport(one.terminal, session, given));
    expect(heard.at(-2)).toEqual({ kind: 'progress', done: 3, total: 3 });
    expect(heard.at(-1)).toMatchObject({
      report: { added: 2, refused: [{ row: 3, code: 'quote-not-closed', details: { line: 3 } }] },
    });
  });

  it('adds what can be read, reports the rest row by row, and adds nothing twice', async () => {
    const { one, session } = await backOffice();
    const mapping = await mappingOf('patients', PATIENTS);
    const run = () => all(runImport(one.terminal, session, { kind: 'patients', csvText: PATIENTS, mapping }));
    const first = await run();
    expect(first[0]).toEqual({ kind: 'progress', done: 0, total: 7 });
    expect(first.at(-2)).toEqual({ kind: 'progress', done: 7, total: 7 });
    const report = first.at(-1);
    expect(report).toMatchObject({
      kind: 'report',
      report: { added: 2, already: 1, repeats: [{ row: 9, repeatsRow: 3, here: null }] },
    });
    expect(report?.kind === 'report' && report.report.refused.map(({ row, code }) => [row, code])).toEqual([
      [5, 'wrong-number-of-fields'],
      [6, 'sex-unknown'],
      [7, 'not-a-date'],
      [8, 'birth-date-in-future'],
    ]);
    const before = one.terminal.store.head().seq;
    expect((await run()).at(-1)).toMatchObject({
      kind: 'report',
      report: {
        ...{ added: 0, already: 3 },
        repeats: [
          { row: 2, repeatsRow: null, here: expect.stringMatching(/^Lakshmi; senior Iyer · P\d+-000001$/) },
          { row: 3, repeatsRow: null, here: expect.stringMatching(/^José Gómez/) },
          { row: 9, repeatsRow: 3, here: null },
        ],
      },
    });
    expect(one.terminal.store.head().seq).toBe(before);
    const found = await one.terminal.query(session, 'patientSearch', { text: 'jose gom' });
    expect(found).toMatchObject({ ok: true, result: [{ name: 'José Gómez' }] });
  });

  it('names a row that repeats one of an earlier batch', async () => {
    const { one, session } = await backOffice();
    const rows = Array.from({ length: 600 }, (_, index) => `M${index},Maker,${index}`);
    const csvText = ['medicine_name,mfg_name,comp_id', ...rows, rows[0]].join('\n');
    const given = { kind: 'medicines', csvText, mapping: await mappingOf('medicines', csvText) };
    const report = (await all(runImport(one.terminal, session, given))).at(-1);
    expect(report).toMatchObject({
      report: { added: 600, already: 1, repeats: [{ row: 602, repeatsRow: 2, here: null }] },
    });
  });

  it('is for people who may, and stops where they no longer may', async () => {
    const { one, session } = await backOffice();
    const rows = Array.from({ length: 1_200 }, (_, index) => `M${index},Maker,${index}`);
    const csvText = ['medicine_name,mfg_name,comp_id', ...rows].join('\n');
    const mapping = await mappingOf('medicines', csvText);
    const given = { kind: 'medicines', csvText, mapping };
    expect(await all(runImport(one.terminal, null, given))).toMatchObject([
      { kind: 'stopped', refusal: { code: 'not-signed-in' } },
    ]);
    const heard: ImportMessage[] = [];
    for await (const message of runImport(one.terminal, session, given)) {
      heard.push(message);
      if (message.kind === 'progress' && message.done === 500) one.terminal.sessions.lock(session);
    }
    expect(heard.at(-1)).toMatchObject({ kind: 'stopped', refusal: { code: 'session-locked' }, report: { added: 500 } });
    await one.terminal.sessions.unlock(session, PASSWORD);
    const again = await all(runImport(one.terminal, session, given));
    expect(again.at(-1)).toMatchObject({ kind: 'report', report: { added: 700, already: 500, refused: [] } });
  });
});
