import { z } from 'zod';
import { defineChange, key } from '../kernel/change.ts';
import { id, maybeText, text } from '../kernel/fields.ts';
import { amountMinor } from '../kernel/money.ts';

export const category = z.enum(['dental', 'general']);
export type Category = z.infer<typeof category>;

/** Hundredths of a percent: 18 % GST is 1800. */
export const taxRateBasisPoints = z.number().int().min(0).max(10_000);

/** HSN for goods or SAC for services, as GST invoices state it: 4 to 8 digits, or empty. */
export const hsnSac = z.string().regex(/^(\d{4,8})?$/, { message: 'is not an HSN or SAC of 4 to 8 digits' });

const offer = {
  code: text(16),
  name: text(120),
  category,
  /** Per unit, before tax. */
  priceMinor: amountMinor,
  taxRateBasisPoints,
  hsnSac,
};

export const serviceAdded = defineChange({
  name: 'service.added.v1',
  stream: 'directory',
  nature: 'authority',
  shape: z.strictObject({ serviceId: id, ...offer }),
  touches: (body) => [key('service', body.serviceId)],
});

/** What is offered from now on. Invoices keep the price and tax they were issued with. */
export const serviceChanged = defineChange({
  name: 'service.changed.v1',
  stream: 'directory',
  nature: 'authority',
  shape: z.strictObject({ serviceId: id, ...offer, active: z.boolean(), reason: maybeText(300) }),
  touches: (body) => [key('service', body.serviceId)],
});

export const catalogueChanges = [serviceAdded, serviceChanged] as const;
