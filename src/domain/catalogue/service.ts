import { z } from 'zod';
import { id, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { defineRecord, on, type Reader, type RecordType, searchWords } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { category, hsnSac, serviceAdded, serviceChanged, taxRateBasisPoints } from './changes.ts';
import { taxCode } from './tax-code.ts';

/** Something the clinic does or sells, with its price. */
export const serviceShape = z.object({
  id,
  code: text(16),
  name: text(120),
  category,
  /** Per unit; before tax, unless `priceIncludesTax`. Holds where no dated price does (see `priceOf`). */
  priceMinor: amountMinor,
  priceIncludesTax: z.boolean(),
  taxRateBasisPoints,
  hsnSac,
  /** Where rate and HSN or SAC come from instead; null: they stand here. */
  taxCodeId: id.nullable(),
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
      check: (one, body, _entry, reader) => (one ? refuse('service-exists', { service: one.name }) : offerRefusal(reader, body)),
      fold: (one, { serviceId, ...body }) =>
        one ?? {
          ...body,
          id: serviceId,
          priceIncludesTax: body.priceIncludesTax ?? false,
          taxCodeId: body.taxCodeId ?? null,
          active: true,
        },
    }),
    on(serviceChanged, {
      check: (one, body, _entry, reader) => {
        if (!one) return refuse('service-unknown');
        if (body.reason === '' && costsOtherwise(one, body)) return refuse('price-reason-needed', { service: one.name });
        return offerRefusal(reader, body);
      },
      fold: (one, { serviceId: _, reason: __, ...body }) =>
        one && {
          ...one,
          ...body,
          // What an older program says nothing of stays as it is.
          priceIncludesTax: body.priceIncludesTax ?? one.priceIncludesTax,
          taxCodeId: body.taxCodeId === undefined ? one.taxCodeId : body.taxCodeId,
        },
    }),
  ],
});

/** Whether a patient is to pay another price or tax for it. What is not said stays as it is. */
export function costsOtherwise(
  one: Service,
  said: Pick<Service, 'priceMinor' | 'taxRateBasisPoints'> & {
    readonly priceIncludesTax?: boolean | undefined;
    readonly taxCodeId?: string | null | undefined;
  },
): boolean {
  const { priceIncludesTax = one.priceIncludesTax, taxCodeId = one.taxCodeId } = said;
  if (said.priceMinor !== one.priceMinor || priceIncludesTax !== one.priceIncludesTax || taxCodeId !== one.taxCodeId) return true;
  return taxCodeId === null && said.taxRateBasisPoints !== one.taxRateBasisPoints;
}

function offerRefusal(
  reader: Reader,
  { serviceId, code, taxCodeId }: { serviceId: string; code: string; taxCodeId?: string | null | undefined },
): Refusal | undefined {
  if (taxCodeId && !reader.get(taxCode, taxCodeId)) return refuse('tax-code-unknown');
  const taken = reader.find(service, { code }, { limit: 2 }).find((other) => other.id !== serviceId);
  return taken && refuse('service-code-taken', { code, service: taken.name });
}
