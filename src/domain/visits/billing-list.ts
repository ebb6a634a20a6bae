import { z } from 'zod';
import { type Service, service } from '../catalogue/service.ts';
import { doctor } from '../doctors/doctor.ts';
import { sum, taxOf } from '../kernel/money.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Visit, visit } from './visit.ts';

export interface BillableLine {
  readonly lineId: string;
  readonly serviceId: string;
  readonly code: string;
  readonly name: string;
  readonly quantity: number;
  readonly tooth: number | null;
  /** At today's price; the invoice fixes it. Minor units. */
  readonly netMinor: number;
  readonly taxMinor: number;
}

export interface ReadyForBilling
  extends Pick<
    Visit,
    'id' | 'token' | 'patientId' | 'patientName' | 'patientNumber' | 'patientPhone' | 'businessDate' | 'readyAtMs' | 'invoiceId'
  > {
  readonly doctorName: string;
  readonly lines: readonly BillableLine[];
  readonly totalMinor: number;
}

/** Visits of this branch that wait for the cashier, oldest first, whatever day they began on. */
export const billingList = defineQuery({
  name: 'billingList',
  roles: ['cashier', 'manager'],
  terminals: ['cashier'],
  input: z.strictObject({}),
  read: (_input, { reader, place }): readonly ReadyForBilling[] =>
    reader
      .find(visit, { branchId: place.branchId ?? '', state: 'READY_FOR_BILLING' }, { orderBy: 'readyAtMs', limit: 200 })
      .map((one) => ready(reader, one)),
});

function ready(reader: Reader, one: Visit): ReadyForBilling {
  const { id, token, patientId, patientName, patientNumber, patientPhone, businessDate, readyAtMs, invoiceId } = one;
  const lines = one.lines.map((line) => billable(reader.get(service, line.serviceId), line));
  return {
    ...{ id, token, patientId, patientName, patientNumber, patientPhone, businessDate, readyAtMs, invoiceId },
    doctorName: reader.get(doctor, one.doctorId)?.name ?? '',
    lines,
    totalMinor: sum(lines.map((line) => line.netMinor + line.taxMinor)),
  };
}

function billable(offer: Service | undefined, line: Visit['lines'][number]): BillableLine {
  const netMinor = (offer?.priceMinor ?? 0) * line.quantity;
  const taxMinor = taxOf(netMinor, offer?.taxRateBasisPoints ?? 0);
  return { ...line, code: offer?.code ?? '', name: offer?.name ?? '', netMinor, taxMinor };
}
