import { z } from 'zod';
import { id, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { defineRecord, on, type Reader, type RecordType, searchWords } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { category, hsnSac, serviceAdded, serviceChanged, taxRateBasisPoints } from './changes.ts';

/** Something the clinic does or sells, with its price. */
export const serviceShape = z.object({
  id,
  code: text(16),
  name: text(120),
  category,
  /** Per unit, before tax. */
  priceMinor: amountMinor,
  taxRateBasisPoints,
  hsnSac,
  active: z.boolean(),
});
export type Service = z.infer<typeof serviceShape>;

export const service: RecordType<Service> = defineRecord({
  name: 'service',
  shape: serviceShape,
  stream: 'directory',
  columns: ['code', 'name', 'category', 'active'],
  indexes: [['code'], ['active', 'name']],
  searchText: (one) => searchWords(`${one.code} ${one.name}`).join(' '),
  handlers: [
    on(serviceAdded, {
      check: (one, body, _entry, reader) =>
        one ? refuse('service-exists', { service: one.name }) : codeRefusal(reader, body.serviceId, body.code),
      fold: (one, { serviceId, ...body }) => one ?? { id: serviceId, ...body, active: true },
    }),
    on(serviceChanged, {
      check: (one, body, _entry, reader) => (one ? codeRefusal(reader, body.serviceId, body.code) : refuse('service-unknown')),
      fold: (one, { serviceId: _, reason: __, ...body }) => one && { ...one, ...body },
    }),
  ],
});

function codeRefusal(reader: Reader, serviceId: string, code: string): Refusal | undefined {
  const taken = reader.find(service, { code }, { limit: 2 }).find((other) => other.id !== serviceId);
  return taken && refuse('service-code-taken', { code, service: taken.name });
}
