import { z } from 'zod';
import { defineQuery } from '../kernel/operation.ts';
import { branchAsked, branchOf } from './branch-asked.ts';
import { type Exception, exception } from './exception.ts';

/** Entries about money that the server found odd, latest first. */
export const exceptions = defineQuery({
  name: 'exceptions',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office', 'server'],
  input: z.strictObject({
    branchId: branchAsked,
    /** Only where the same money went twice: bills paid twice, refunds and waivers done twice on one approval. */
    doubleCollections: z.boolean().default(false),
    limit: z.number().int().min(1).max(1000).default(100),
  }),
  read({ branchId: asked, doubleCollections, limit }, { reader, place }): readonly Exception[] {
    const where = { branchId: branchOf(asked, place), doubleCollection: doubleCollections ? true : undefined };
    return reader.find(exception, where, { orderBy: 'recordedAtMs', descending: true, limit });
  },
});
