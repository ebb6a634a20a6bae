import { describe, expect, it } from 'vitest';
import { previewImport } from '#main/imports/imports.ts';
import { Misuse } from '../command-line.ts';
import { chosenMapping, columnsSaid, readColumn } from './import-columns.ts';

async function looked(csvText: string) {
  const preview = await previewImport({ kind: 'doctors', fileName: 'doctors.csv', csvText });
  if (!preview.ok) throw new Error(preview.refusal.code);
  return preview.result;
}

const file = () => looked('\uFEFFWho,Name,Tel,Tel\nAsha Rao,ward 3,1,2\n');

describe('--column', () => {
  it('reads a field and a heading, which may have signs of its own', () => {
    expect(readColumn('name=A = B', readColumn(' phone = Mobile '))).toEqual([
      { field: 'phone', heading: 'Mobile' },
      { field: 'name', heading: 'A = B' },
    ]);
    for (const text of ['name', '=Who', '']) expect(() => readColumn(text)).toThrow('looks like');
    expect(() => readColumn('name=B', readColumn('name=A'))).toThrow('was given before');
  });

  it('takes the place of what was guessed, and can say that a field is in no column', async () => {
    const one = await file();
    expect(one.mapping).toMatchObject({ name: 1 });
    expect(chosenMapping(one, readColumn('NAME=who'))).toMatchObject({ name: 0, externalId: null });
    expect(chosenMapping(one, readColumn('name='))).toMatchObject({ name: null });
    expect(chosenMapping(one, [])).toEqual(one.mapping);
  });

  it('says which fields and headings there are when it names another', async () => {
    const one = await file();
    const choose = (text: string) => () => chosenMapping(one, readColumn(text));
    expect(choose('surname=Who')).toThrow(Misuse);
    expect(choose('surname=Who')).toThrow(/no field “surname”\. There are:\n[\s\S]*\n {2}name +Name \(needed\)\n/);
    expect(choose('name=Whom')).toThrow("No column is headed “Whom”. The file's headings: “Who”, “Name”, “Tel”, “Tel”.");
    expect(choose('phone=tel')).toThrow('Several columns are headed “tel”');
  });

  it('is told which column each field is read from', async () => {
    const one = await file();
    expect(columnsSaid(one, chosenMapping(one, readColumn('name=Who')))).toBe(
      'Columns: name=Who; not in the file: externalId, speciality, registrationNumber, phone',
    );
  });
});
