import { z } from 'zod';
import { id, maybeTyped, typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { hsnSac, taxCodeChanged } from './changes.ts';

/** The name, HSN or SAC of a tax code, and whether it is still chosen for services. */
export const changeTaxCode = defineOperation({
  name: 'changeTaxCode',
  roles: ['manager', 'administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'terminal',
  makes: [taxCodeChanged],
  input: z.strictObject({ taxCodeId: id, name: typed(80), hsnSac, active: z.boolean(), reason: maybeTyped(300) }),
  decide: (input) => ({ changes: [taxCodeChanged.of(input)], result: { taxCodeId: input.taxCodeId } }),
});
