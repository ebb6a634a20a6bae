import type { Clinic } from '#domain/clinics/clinic.ts';
import type { Figures } from '../app/figures.ts';

/** The clinic's caps as they are typed: per cent, and amounts of the currency. */
export interface MoneyFields {
  readonly cashierDiscount: number | string;
  readonly managerDiscount: number | string;
  readonly waiverCap: string;
  readonly paidOutCap: string;
  readonly writeOffCap: string;
  readonly writeOffCapAdministrator: string;
}

export function moneyFields(
  { discountCapBasisPoints, waiverCapMinor, paidOutCapMinor, payerWriteOffCapMinor, rounding }: Clinic,
  { typedAmount }: Pick<Figures, 'typedAmount'>,
): MoneyFields & Pick<Clinic, 'rounding'> {
  return {
    cashierDiscount: discountCapBasisPoints.cashier / 100,
    managerDiscount: discountCapBasisPoints.manager / 100,
    waiverCap: typedAmount(waiverCapMinor.cashier ?? 0),
    paidOutCap: typedAmount(paidOutCapMinor.cashier ?? 0),
    writeOffCap: typedAmount(payerWriteOffCapMinor.manager ?? 0),
    writeOffCapAdministrator: typedAmount(payerWriteOffCapMinor.administrator ?? 0),
    rounding,
  };
}

/** What is typed, and what was before where it cannot be read. */
export function readMoney(
  { cashierDiscount, managerDiscount, waiverCap, paidOutCap, writeOffCap, writeOffCapAdministrator }: MoneyFields,
  before: Pick<Clinic, 'discountCapBasisPoints' | 'waiverCapMinor' | 'paidOutCapMinor' | 'payerWriteOffCapMinor'>,
  { parseAmount }: Pick<Figures, 'parseAmount'>,
) {
  return {
    discountCapBasisPoints: {
      cashier: basisPointsOf(cashierDiscount) ?? before.discountCapBasisPoints.cashier,
      manager: basisPointsOf(managerDiscount) ?? before.discountCapBasisPoints.manager,
    },
    waiverCapMinor: { ...before.waiverCapMinor, cashier: parseAmount(waiverCap) ?? before.waiverCapMinor.cashier },
    paidOutCapMinor: { ...before.paidOutCapMinor, cashier: parseAmount(paidOutCap) ?? before.paidOutCapMinor.cashier },
    payerWriteOffCapMinor: {
      manager: parseAmount(writeOffCap) ?? before.payerWriteOffCapMinor.manager,
      administrator: parseAmount(writeOffCapAdministrator) ?? before.payerWriteOffCapMinor.administrator,
    },
  };
}

function basisPointsOf(percent: number | string): number | undefined {
  if (percent === '' || !Number.isFinite(Number(percent))) return undefined;
  return Math.min(10_000, Math.max(0, Math.round(Number(percent) * 100)));
}
