import { z } from 'zod';
import { defineQuery } from '../kernel/operation.ts';
import { rateOn, type TaxCode, taxCode } from './tax-code.ts';

/** A tax code with the rate that holds today. */
export interface TaxCodeListed extends TaxCode {
  readonly rateNowBasisPoints: number;
}

export const taxCodesList = defineQuery({
  name: 'taxCodesList',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office', 'server'],
  input: z.strictObject({ withInactive: z.boolean().default(false) }),
  read: ({ withInactive }, { reader, businessDate }): readonly TaxCodeListed[] =>
    reader
      .find(taxCode, withInactive ? {} : { active: true }, { orderBy: 'name', limit: 500 })
      .map((one) => ({ ...one, rateNowBasisPoints: rateOn(one, businessDate) })),
});
