import { z } from 'zod';
import { branch } from '../clinics/branch.ts';
import { doctor } from '../doctors/doctor.ts';
import { addDays, calendarDate } from '../kernel/calendar.ts';
import { id, maybeText } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { priceEnded, priceSet } from './changes.ts';
import { service } from './service.ts';

/** Prices of one service: read whole whenever it is billed, so not without end. */
const MAX_PRICES = 300;

export const datedPrice = z.object({
  id,
  branchId: id.nullable(),
  doctorId: id.nullable(),
  priceMinor: amountMinor,
  includesTax: z.boolean(),
  from: calendarDate,
  to: calendarDate.nullable(),
  reason: maybeText(300),
});
export type DatedPrice = z.infer<typeof datedPrice>;

/** The dated prices of a service, in the order in which they were set. */
export const servicePricesShape = z.object({ id, prices: z.array(datedPrice) });
export type ServicePrices = z.infer<typeof servicePricesShape>;

export const servicePrices: RecordType<ServicePrices> = defineRecord({
  name: 'service-prices',
  shape: servicePricesShape,
  stream: 'directory',
  handlers: [
    on(priceSet, {
      check: (one, body, entry, reader) => {
        if (one?.prices.some(({ id }) => id === body.priceId)) return refuse('price-exists');
        if ((one?.prices.length ?? 0) >= MAX_PRICES) return refuse('too-many-prices', { most: MAX_PRICES });
        if (body.reason === '')
          return refuse('price-reason-needed', { service: reader.get(service, body.serviceId)?.name ?? '' });
        return placeRefusal(reader, body) ?? datesRefusal(body, entry.businessDate);
      },
      fold: (one, { priceId, serviceId, ...price }) => ({
        id: serviceId,
        prices: [...(one?.prices ?? []).filter(({ id }) => id !== priceId), { ...price, id: priceId }],
      }),
    }),
    on(priceEnded, {
      check: (one, body, entry) => {
        const price = one?.prices.find(({ id }) => id === body.priceId);
        if (!price) return refuse('price-unknown');
        const earliest = addDays(entry.businessDate, -1);
        if (body.to < earliest) return refuse('ends-in-past', { to: body.to, date: earliest });
        return price.to !== null && price.to < earliest ? refuse('price-ended', { to: price.to }) : undefined;
      },
      fold: (one, { priceId, to }) =>
        one && { ...one, prices: one.prices.map((price) => (price.id === priceId ? { ...price, to } : price)) },
    }),
  ],
});

interface Placed {
  readonly serviceId: string;
  readonly branchId: string | null;
  readonly doctorId: string | null;
}

function placeRefusal(reader: Reader, { serviceId, branchId, doctorId }: Placed): Refusal | undefined {
  if (!reader.get(service, serviceId)) return refuse('service-unknown');
  if (branchId !== null && !reader.get(branch, branchId)) return refuse('branch-unknown');
  return doctorId !== null && !reader.get(doctor, doctorId) ? refuse('doctor-unknown') : undefined;
}

/** What was billed yesterday was billed at yesterday's price: no price is made for days that are over. */
function datesRefusal({ from, to }: { from: string; to: string | null }, date: string): Refusal | undefined {
  if (from < date) return refuse('begins-in-past', { from, date });
  return to !== null && to < from ? refuse('ends-before-it-begins', { from, to }) : undefined;
}
