import { z } from 'zod';
import { id, instantMs, maybeText, text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { branchCreated } from './changes.ts';

/** A place where the clinic sees patients. Business days are locked branch by branch. */
export const branchShape = z.object({
  id,
  name: text(80),
  code: text(8),
  address: maybeText(300),
  phone: maybeText(40),
  createdAtMs: instantMs,
});
export type Branch = z.infer<typeof branchShape>;

export const branch: RecordType<Branch> = defineRecord({
  name: 'branch',
  shape: branchShape,
  stream: 'directory',
  columns: ['code', 'name', 'createdAtMs'],
  indexes: [['code']],
  handlers: [
    on(branchCreated, {
      check: (one, body, _entry, reader) => {
        if (one) return refuse('branch-exists', { branch: one.name });
        const [taken] = reader.find(branch, { code: body.code }, { limit: 1 });
        return taken && refuse('branch-code-taken', { code: body.code, branch: taken.name });
      },
      fold: (one, { branchId, ...body }, entry) => one ?? { id: branchId, ...body, createdAtMs: entry.recordedAtMs },
    }),
  ],
});
