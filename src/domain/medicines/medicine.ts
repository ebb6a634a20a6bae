import { z } from 'zod';
import { id, maybeText, text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType, searchWords } from '../kernel/record.ts';
import { medicinesImported } from './changes.ts';

/** A brand that can be prescribed. Held where prescriptions are written; other counters need no such list. */
export const medicineShape = z.object({
  id,
  name: text(200),
  manufacturer: text(200).nullable(),
  compositionId: maybeText(40).nullable(),
});
export type Medicine = z.infer<typeof medicineShape>;

export const medicine: RecordType<Medicine> = defineRecord({
  name: 'medicine',
  shape: medicineShape,
  stream: 'clinical',
  columns: ['compositionId'],
  indexes: [['compositionId']],
  searchText: (one) => searchWords(`${one.name} ${one.manufacturer ?? ''}`).join(' '),
  handlers: [
    on(medicinesImported, {
      fold: (one, body, _entry, id) => {
        const row = body.medicines.find(({ medicineId }) => medicineId === id);
        return one ?? (row && { id, name: row.name, manufacturer: row.manufacturer, compositionId: row.compositionId });
      },
    }),
  ],
});
