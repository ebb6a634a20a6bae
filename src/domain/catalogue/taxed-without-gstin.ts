import { z } from 'zod';
import { isUnregistered } from '../clinics/unregistered.ts';
import { defineQuery } from '../kernel/operation.ts';
import { priceOf } from './price-of.ts';
import { service } from './service.ts';

/** What the price list taxes although the clinic has no GSTIN, by name: it cannot be billed so. Nothing where all is right. */
export const taxedWithoutGstin = defineQuery({
  name: 'taxedWithoutGstin',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office'],
  input: z.strictObject({}),
  read: (_input, { reader, place, businessDate: date }): readonly { readonly serviceId: string; readonly name: string }[] =>
    !isUnregistered(reader, place.clinicId)
      ? []
      : reader.find(service, { active: true }, { orderBy: 'name', limit: 1000 }).flatMap(({ id: serviceId, name }) => {
          const offer = priceOf(reader, { serviceId, branchId: null, doctorId: null, date });
          return offer && offer.taxRateBasisPoints > 0 ? [{ serviceId, name }] : [];
        }),
});
