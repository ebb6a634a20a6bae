import { z } from 'zod';
import { calendarDate } from '../kernel/calendar.ts';
import { defineChange, key } from '../kernel/change.ts';
import { id, maybeText, text } from '../kernel/fields.ts';
import { amountMinor, basisPoints } from '../kernel/money.ts';

export const category = z.enum(['dental', 'general']);
export type Category = z.infer<typeof category>;

/** Hundredths of a percent: 18 % GST is 1800. */
export const taxRateBasisPoints = basisPoints;

/** HSN for goods or SAC for services, as GST invoices state it: 4 to 8 digits, or empty. */
export const hsnSac = z.string().regex(/^(\d{4,8})?$/, { message: 'is not an HSN or SAC of 4 to 8 digits' });

/** What GST makes of a service: taxed at a rate, exempt (health care by a clinic), taxed at nothing, or outside GST. */
export const supply = z.enum(['taxable', 'exempt', 'nil-rated', 'non-gst']);
export type Supply = z.infer<typeof supply>;

const offer = {
  code: text(16),
  name: text(120),
  category,
  /** Per unit; before tax, unless `priceIncludesTax`. */
  priceMinor: amountMinor,
  taxRateBasisPoints,
  hsnSac,
  priceIncludesTax: z.boolean().optional(),
  /** Rate and HSN or SAC are those of this tax code, where there is one. */
  taxCodeId: id.nullable().optional(),
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

/** A way of taxing services, so that a rate that the law changes is changed once. */
export const taxCodeAdded = defineChange({
  name: 'tax-code.added.v1',
  stream: 'directory',
  nature: 'authority',
  shape: z.strictObject({ taxCodeId: id, code: text(16), name: text(80), supply, hsnSac, rateBasisPoints: basisPoints }),
  touches: (body) => [key('tax-code', body.taxCodeId)],
});

export const taxCodeChanged = defineChange({
  name: 'tax-code.changed.v1',
  stream: 'directory',
  nature: 'authority',
  shape: z.strictObject({ taxCodeId: id, name: text(80), hsnSac, active: z.boolean(), reason: maybeText(300) }),
  touches: (body) => [key('tax-code', body.taxCodeId)],
});

/** The rate of a tax code from a date on. Invoices keep the rate they were issued with. */
export const taxRateSet = defineChange({
  name: 'tax-rate.set.v1',
  stream: 'directory',
  nature: 'authority',
  shape: z.strictObject({ taxCodeId: id, rateBasisPoints: basisPoints, from: calendarDate, reason: text(300) }),
  touches: (body) => [key('tax-code', body.taxCodeId)],
});

/** What a service costs from one date to another, in one branch or with one doctor where they are named. */
export const priceSet = defineChange({
  name: 'price.set.v1',
  stream: 'directory',
  nature: 'authority',
  shape: z.strictObject({
    priceId: id,
    serviceId: id,
    /** Null: in every branch. */
    branchId: id.nullable(),
    /** Null: with every doctor. */
    doctorId: id.nullable(),
    priceMinor: amountMinor,
    includesTax: z.boolean(),
    from: calendarDate,
    /** The last day of it; null: until another one begins. */
    to: calendarDate.nullable(),
    reason: maybeText(300),
  }),
  touches: (body) => [key('service-prices', body.serviceId)],
  looksAt: (body) => [
    key('service', body.serviceId),
    ...(body.branchId ? [key('branch', body.branchId)] : []),
    ...(body.doctorId ? [key('doctor', body.doctorId)] : []),
  ],
});

/** A price holds no longer than to this day, which may lie before its first: then it never holds. */
export const priceEnded = defineChange({
  name: 'price.ended.v1',
  stream: 'directory',
  nature: 'authority',
  shape: z.strictObject({ priceId: id, serviceId: id, to: calendarDate, reason: text(300) }),
  touches: (body) => [key('service-prices', body.serviceId)],
});

export const packageItem = z.strictObject({ serviceId: id, quantity: z.number().int().min(1).max(100) });
export type PackageItem = z.infer<typeof packageItem>;

/** A service stands for several others, at its own one price. No items: it stands for itself again. */
export const packageDefined = defineChange({
  name: 'package.defined.v1',
  stream: 'directory',
  nature: 'authority',
  shape: z.strictObject({ serviceId: id, items: z.array(packageItem).max(30) }),
  touches: (body) => [key('package', body.serviceId)],
  looksAt: (body) => [
    key('service', body.serviceId),
    ...body.items.flatMap((item) => [key('service', item.serviceId), key('package', item.serviceId)]),
  ],
});

export const catalogueChanges = [
  serviceAdded,
  serviceChanged,
  taxCodeAdded,
  taxCodeChanged,
  taxRateSet,
  priceSet,
  priceEnded,
  packageDefined,
] as const;
