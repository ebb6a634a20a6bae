import { z } from 'zod';
import { branch } from '../clinics/branch.ts';
import { doctor } from '../doctors/doctor.ts';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { itemsOf } from './package.ts';
import { service } from './service.ts';
import { type DatedPrice, servicePrices } from './service-prices.ts';

/** Everything that is said about a service's price. */
export interface PricesOfService {
  /** Its dated prices, the one that begins last first. */
  readonly prices: readonly (DatedPrice & {
    readonly branchName: string | null;
    readonly doctorName: string | null;
    readonly standing: 'past' | 'holds' | 'to-come';
  })[];
  readonly items: readonly { readonly serviceId: string; readonly quantity: number; readonly name: string }[];
}

export const pricesOfService = defineQuery({
  name: 'pricesOfService',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office'],
  input: z.strictObject({ serviceId: id }),
  read({ serviceId }, { reader, businessDate }): PricesOfService {
    const prices = reader.get(servicePrices, serviceId)?.prices ?? [];
    return {
      prices: [...prices]
        .sort((one, other) => (one.from < other.from ? 1 : -1))
        .map((price) => ({
          ...price,
          branchName: price.branchId && (reader.get(branch, price.branchId)?.name ?? ''),
          doctorName: price.doctorId && (reader.get(doctor, price.doctorId)?.name ?? ''),
          standing: standingOf(price, businessDate),
        })),
      items: itemsOf(reader, serviceId).map((item) => ({ ...item, name: reader.get(service, item.serviceId)?.name ?? '' })),
    };
  },
});

function standingOf({ from, to }: DatedPrice, date: string): 'past' | 'holds' | 'to-come' {
  if (to !== null && (to < date || to < from)) return 'past';
  return from > date ? 'to-come' : 'holds';
}
