import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { defineChange } from '../kernel/change.ts';
import { id, text } from '../kernel/fields.ts';

/** Somebody took figures or the log itself out of the program. */
export const exportTaken = defineChange({
  name: 'export.taken.v1',
  stream: 'management',
  nature: 'fact',
  shape: z.strictObject({
    exportId: id,
    kind: text(40),
    format: text(16),
    branchId: id,
    from: calendarDate,
    to: calendarDate,
    byName: text(120),
  }),
  touches: () => [],
  about: (body) => [body.exportId, body.branchId],
});

export const exportChanges = [exportTaken] as const;
