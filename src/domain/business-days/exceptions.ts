import { z } from 'zod';
import { clinic } from '../clinics/clinic.ts';
import { dateIn } from '../kernel/calendar.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type WaitingPayment, waitingPayments } from '../payments/gateway-payments.ts';
import { branchAsked, branchOf } from './branch-asked.ts';
import { type Exception, exception } from './exception.ts';

/** Entries about money that the server found odd, and gateways' payments that no receipt takes, latest first. */
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
    const branchId = branchOf(asked, place);
    const where = { branchId, doubleCollection: doubleCollections ? true : undefined };
    const entries = reader.find(exception, where, { orderBy: 'recordedAtMs', descending: true, limit });
    if (doubleCollections) return entries;
    const unclaimed = waitingPayments(reader, branchId).map((one) => ofPayment(one, branchId, dateOf(reader, one.paidAtMs)));
    return [...entries, ...unclaimed].sort((one, other) => other.recordedAtMs - one.recordedAtMs).slice(0, limit);
  },
});

function dateOf(reader: Reader, atMs: number): string {
  const [settings] = reader.find(clinic, {}, { limit: 1 });
  return dateIn(settings?.timeZone ?? 'UTC', atMs, settings?.dayCutOffMinutes);
}

function ofPayment(one: WaitingPayment, branchId: string, date: string): Exception {
  const { transactionId: reference, paidAtMs: recordedAtMs, because, claim } = one;
  const amountMinor = because === 'gateway-refunded' ? one.refundedMinor : one.amountMinor;
  return {
    ...{ id: `gateway/${reference}`, kind: 'gateway', subjectId: one.paymentId, number: claim?.number ?? null, reference },
    ...{ amountMinor, patientId: claim?.patientId ?? null, patientName: claim?.patientName ?? null, branchId },
    // The gateway told the server; no counter did anything.
    ...{ terminalId: 'server', actorId: 'server', reasons: [because], late: false, doubleCollection: false },
    ...{ businessDate: date, postedDate: date, recordedAtMs },
  };
}
