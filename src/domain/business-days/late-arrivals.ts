import { z } from 'zod';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { branchAsked, branchOf } from './branch-asked.ts';
import { type Exception, exception } from './exception.ts';
import { type Supplement, supplement } from './supplement.ts';

/** A locked day's supplement with the entries in it, latest first. */
export interface LateArrival {
  readonly supplement: Supplement;
  readonly entries: readonly Exception[];
}

/** What arrived after the lock of its day: what no manager has seen yet, or everything. */
export const lateArrivals = defineQuery({
  name: 'lateArrivals',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office', 'server'],
  input: z.strictObject({
    branchId: branchAsked,
    all: z.boolean().default(false),
    limit: z.number().int().min(1).max(100).default(20),
  }),
  read({ branchId: asked, all, limit }, { reader, place }): readonly LateArrival[] {
    const branchId = branchOf(asked, place);
    const waiting = all ? undefined : { from: 1 };
    return reader
      .find(supplement, { branchId, waiting }, { orderBy: 'businessDate', descending: true, limit })
      .map((one) => ({ supplement: one, entries: lateEntries(reader, branchId, one.businessDate) }));
  },
});

/** Entries of a day that arrived after its lock, latest first; at most 1,000. */
export function lateEntries(reader: Reader, branchId: string, businessDate: string): readonly Exception[] {
  return reader.find(
    exception,
    { branchId, businessDate, late: true },
    { orderBy: 'recordedAtMs', descending: true, limit: 1000 },
  );
}
