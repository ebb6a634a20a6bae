import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { PackageItem } from './changes.ts';
import { itemsOf } from './package.ts';
import { type Offer, priceOf } from './price-of.ts';
import { service } from './service.ts';

export interface OfferListed extends Offer {
  /** What it stands for, where it is a package. */
  readonly items: readonly PackageItem[];
}

/** What everything costs in a branch, with a doctor, on a date. Not said: for all, today. */
export const priceList = defineQuery({
  name: 'priceList',
  roles: ['cashier', 'manager', 'administrator', 'auditor'],
  terminals: ['cashier', 'back-office'],
  input: z.strictObject({
    branchId: id.nullable().default(null),
    doctorId: id.nullable().default(null),
    date: calendarDate.optional(),
  }),
  read: ({ branchId, doctorId, date }, { reader, businessDate }): readonly OfferListed[] =>
    reader.find(service, { active: true }, { orderBy: 'name', limit: 1000 }).flatMap(({ id: serviceId }) => {
      const offer = priceOf(reader, { serviceId, branchId, doctorId, date: date ?? businessDate });
      return offer ? [{ ...offer, items: itemsOf(reader, serviceId) }] : [];
    }),
});
