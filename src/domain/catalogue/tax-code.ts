import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { id, text } from '../kernel/fields.ts';
import { basisPoints } from '../kernel/money.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { hsnSac, type Supply, supply, taxCodeAdded, taxCodeChanged, taxRateSet } from './changes.ts';

/** More changes of a rate than a law makes in a lifetime. */
const MAX_RATES = 100;

/** A way of taxing, with the rates it has had and will have. */
export const taxCodeShape = z.object({
  id,
  code: text(16),
  name: text(80),
  supply,
  hsnSac,
  /** Before the first date. */
  rateBasisPoints: basisPoints,
  /** By date, earliest first. */
  rates: z.array(z.object({ from: calendarDate, rateBasisPoints: basisPoints })),
  active: z.boolean(),
});
export type TaxCode = z.infer<typeof taxCodeShape>;

export const taxCode: RecordType<TaxCode> = defineRecord({
  name: 'tax-code',
  shape: taxCodeShape,
  stream: 'directory',
  columns: ['code', 'name', 'active'],
  indexes: [['code'], ['active', 'name']],
  handlers: [
    on(taxCodeAdded, {
      check: (one, body, _entry, reader) => {
        if (one) return refuse('tax-code-exists', { code: one.code });
        return codeRefusal(reader, body) ?? rateRefusal(body.supply, body);
      },
      fold: (one, { taxCodeId, ...body }) => one ?? { ...body, id: taxCodeId, rates: [], active: true },
    }),
    on(taxCodeChanged, {
      check: (one) => (one ? undefined : refuse('tax-code-unknown')),
      fold: (one, { name, hsnSac, active }) => one && { ...one, name, hsnSac, active },
    }),
    on(taxRateSet, {
      check: (one, body, entry) => {
        if (!one) return refuse('tax-code-unknown');
        if (body.from < entry.businessDate) return refuse('begins-in-past', { from: body.from, date: entry.businessDate });
        if (one.rates.length >= MAX_RATES) return refuse('too-many-rates', { code: one.code, most: MAX_RATES });
        return rateRefusal(one.supply, body);
      },
      fold: (one, { from, rateBasisPoints }) =>
        one && {
          ...one,
          rates: [...one.rates.filter((rate) => rate.from !== from), { from, rateBasisPoints }].sort((a, b) =>
            a.from < b.from ? -1 : 1,
          ),
        },
    }),
  ],
});

/** The rate on a date. */
export function rateOn({ rates, rateBasisPoints }: TaxCode, date: string): number {
  return rates.findLast(({ from }) => from <= date)?.rateBasisPoints ?? rateBasisPoints;
}

function codeRefusal(reader: Reader, { taxCodeId, code }: { taxCodeId: string; code: string }): Refusal | undefined {
  const taken = reader.find(taxCode, { code }, { limit: 2 }).find(({ id }) => id !== taxCodeId);
  return taken && refuse('tax-code-taken', { code, name: taken.name });
}

function rateRefusal(supplied: Supply, { rateBasisPoints }: { rateBasisPoints: number }): Refusal | undefined {
  return supplied !== 'taxable' && rateBasisPoints > 0 ? refuse('exempt-has-no-rate', { rateBasisPoints }) : undefined;
}
