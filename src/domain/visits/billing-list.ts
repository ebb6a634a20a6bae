import { z } from 'zod';
import { type Offer, priceOf } from '../catalogue/price-of.ts';
import { moneySettingsOf } from '../clinics/caps.ts';
import type { MoneySettings } from '../clinics/settings.ts';
import { doctor } from '../doctors/doctor.ts';
import { balanceDue, invoice } from '../invoices/invoice.ts';
import { amountsOf, roundedTotals } from '../invoices/invoice-line.ts';
import { defineQuery } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { unfinishedVisits } from './unfinished-visits.ts';
import type { Visit } from './visit.ts';

const SHOWN = 200;

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
  /** What is to pay: at today's prices and rounded as the bill will be, or what is still due on the bill. */
  readonly totalMinor: number;
  /** Left behind by a day that is over: shown after those who are here. */
  readonly fromBefore: boolean;
}

/**
 * Visits of this branch that wait for the cashier, whatever day they began on: first those who are here, the longest waiting
 * first, then those left behind by days that are over.
 */
export const billingList = defineQuery({
  name: 'billingList',
  roles: ['cashier', 'manager'],
  terminals: ['cashier'],
  input: z.strictObject({}),
  read(_input, context): readonly ReadyForBilling[] {
    const { reader, place, businessDate } = context;
    const asked = { branchId: place.branchId ?? '', states: ['READY_FOR_BILLING'] as const };
    const { working, fromBefore } = unfinishedVisits(context, asked);
    const { rounding } = moneySettingsOf(reader, place.clinicId);
    const show = (fromBefore: boolean) => (one: Visit) => ready(reader, one, { date: businessDate, rounding, fromBefore });
    const waiting = [...working].sort((a, b) => (a.readyAtMs ?? 0) - (b.readyAtMs ?? 0)).slice(0, SHOWN);
    return [...waiting.map(show(false)), ...fromBefore.map(show(true))];
  },
});

interface Shown extends Pick<MoneySettings, 'rounding'> {
  /** Whose prices hold. */
  readonly date: string;
  readonly fromBefore: boolean;
}

function ready(reader: Reader, one: Visit, { date, rounding, fromBefore }: Shown): ReadyForBilling {
  const { id, token, patientId, patientName, patientNumber, patientPhone, businessDate, readyAtMs, invoiceId } = one;
  const { branchId, doctorId } = one;
  const bill = invoiceId ? reader.get(invoice, invoiceId) : undefined;
  const lines = one.lines.map((line) => billable(priceOf(reader, { serviceId: line.serviceId, branchId, doctorId, date }), line));
  return {
    ...{ id, token, patientId, patientName, patientNumber, patientPhone, businessDate, readyAtMs, invoiceId },
    doctorName: reader.get(doctor, one.doctorId)?.name ?? '',
    lines,
    fromBefore,
    totalMinor: bill ? balanceDue(bill) : unbilledMinor(rounding, lines),
  };
}

function unbilledMinor(rounding: MoneySettings['rounding'], lines: readonly BillableLine[]): number {
  const amounts = lines.map(({ netMinor: amountMinor, taxMinor }) => ({ amountMinor, taxMinor }));
  return roundedTotals(rounding, amounts).totalMinor;
}

function billable(offer: Offer | undefined, line: Visit['lines'][number]): BillableLine {
  if (!offer) return { ...line, code: '', name: '', netMinor: 0, taxMinor: 0 };
  const { code, name, priceMinor: unitPriceMinor, taxRateBasisPoints, priceIncludesTax } = offer;
  const priced = { quantity: line.quantity, unitPriceMinor, taxRateBasisPoints };
  const { amountMinor, taxMinor } = amountsOf({ ...priced, ...(priceIncludesTax ? { priceIncludesTax } : {}) });
  return { ...line, code, name, netMinor: amountMinor, taxMinor };
}
