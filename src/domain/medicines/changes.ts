import { z } from 'zod';
import { defineChange, key } from '../kernel/change.ts';
import { id, maybeText, text } from '../kernel/fields.ts';

/** Many at once: a list of medicines has tens of thousands of rows. */
export const medicinesImported = defineChange({
  name: 'medicines.imported.v1',
  stream: 'clinical',
  nature: 'fact',
  shape: z.strictObject({
    medicines: z
      .array(
        z.strictObject({
          medicineId: id,
          name: text(200),
          manufacturer: text(200).nullable(),
          /** Medicines of one composition can stand in for each other. */
          compositionId: maybeText(40).nullable(),
        }),
      )
      .min(1)
      .max(500),
  }),
  touches: (body) => body.medicines.map(({ medicineId }) => key('medicine', medicineId)),
});

export const medicineChanges = [medicinesImported] as const;
