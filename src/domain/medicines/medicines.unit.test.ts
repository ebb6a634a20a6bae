import { describe, expect, it } from 'vitest';
import { smallClinic } from '../../../tests/fixtures/domain.ts';
import { SUBSCRIPTIONS } from '../kernel/roles.ts';
import { medicine } from './medicine.ts';
import { medicineSearch } from './medicine-search.ts';

const rows = [
  { row: 2, name: 'DECOMB 100MG TAB', manufacturer: 'ALDE MEDI IMPEX', compositionId: '3089' },
  { row: 3, name: 'DIPLOFEN 100MG TAB', manufacturer: null, compositionId: '3089' },
  { row: 4, name: 'decomb  100mg tab', manufacturer: 'Alde Medi Impex', compositionId: '3089' },
];

describe('medicines', () => {
  it('are added in one change, once each, spelling aside', () => {
    const { world, backOffice } = smallClinic();
    expect(world.done(backOffice, 'importMedicines', { rows })).toMatchObject({ added: 2, already: 1, refused: [] });
    expect(world.log.at(-1)?.type).toBe('medicines.imported.v1');
    const entries = world.log.length;
    expect(world.done(backOffice, 'importMedicines', { rows })).toMatchObject({ added: 0, already: 3, refused: [] });
    expect(world.log).toHaveLength(entries);
    expect(world.records.find(medicine, { compositionId: '3089' })).toHaveLength(2);
  });

  it('are found where they are prescribed, by brand and by maker', () => {
    const { world, backOffice, consulting } = smallClinic();
    world.done(backOffice, 'importMedicines', { rows });
    const found = (text: string) => world.ask(consulting, medicineSearch, { text }).map(({ name }) => name);
    expect(found('deco 100')).toEqual(['DECOMB 100MG TAB']);
    expect(found('alde')).toEqual(['DECOMB 100MG TAB']);
    expect(SUBSCRIPTIONS.cashier).not.toContain(medicine.stream);
  });

  it('are not taken more than five hundred at a time', () => {
    const { world, backOffice } = smallClinic();
    const many = Array.from({ length: 501 }, (_, at) => ({ ...rows[0], row: at + 2, compositionId: String(at) }));
    expect(world.refused(backOffice, 'importMedicines', { rows: many })).toBe('invalid-input');
    expect(world.done(backOffice, 'importMedicines', { rows: many.slice(0, 500) })).toMatchObject({ added: 500 });
  });
});
