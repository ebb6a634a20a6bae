import { z } from 'zod';
import { typed } from '../kernel/fields.ts';
import { basisPoints } from '../kernel/money.ts';
import { defineOperation } from '../kernel/operation.ts';
import { typedCode } from './add-service.ts';
import { hsnSac, supply, taxCodeAdded } from './changes.ts';

/** A way of taxing services. Its rate is given once here and by `setTaxRate` from then on. */
export const addTaxCode = defineOperation({
  name: 'addTaxCode',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'terminal',
  makes: [taxCodeAdded],
  input: z.strictObject({
    code: typedCode,
    name: typed(80),
    supply,
    hsnSac: hsnSac.default(''),
    rateBasisPoints: basisPoints.default(0),
  }),
  decide(input, { newId }) {
    const taxCodeId = newId();
    return { changes: [taxCodeAdded.of({ ...input, taxCodeId })], result: { taxCodeId } };
  },
});
