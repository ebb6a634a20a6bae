import { z } from 'zod';
import { defineQuery } from '../kernel/operation.ts';
import { priceOf } from './price-of.ts';
import { type Service, service } from './service.ts';

export interface ServiceFound extends Service {
  /** Per unit, here and today; a doctor’s own price is not in it. */
  readonly priceNowMinor: number;
}

/** Services by the beginning of their code or of words of their name, as one types. */
export const serviceSearch = defineQuery({
  name: 'serviceSearch',
  roles: ['front-desk', 'cashier', 'doctor', 'nurse', 'manager', 'administrator'],
  terminals: ['reception', 'cashier', 'consulting', 'back-office'],
  input: z.strictObject({ text: z.string().max(100), limit: z.number().int().min(1).max(50).default(20) }),
  read: ({ text, limit }, { reader, place: { branchId }, businessDate: date }): readonly ServiceFound[] =>
    // Some found may be off the list: look at a few more than are shown.
    reader
      .search(service, text, Math.min(limit * 2, 50))
      .filter((one) => one.active)
      .slice(0, limit)
      .map((one) => {
        const offer = priceOf(reader, { serviceId: one.id, branchId, doctorId: null, date });
        return { ...one, priceNowMinor: offer?.priceMinor ?? one.priceMinor };
      }),
});
