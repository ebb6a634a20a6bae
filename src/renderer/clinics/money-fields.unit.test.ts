import { describe, expect, it } from 'vitest';
import type { Clinic } from '#domain/clinics/clinic.ts';
import { DEFAULT_MONEY_SETTINGS } from '#domain/clinics/settings.ts';
import { figuresFor } from '../app/figures.ts';
import { moneyFields, readMoney } from './money-fields.ts';

const figures = figuresFor({ locale: 'en-IN', currency: 'INR', timeZone: 'Asia/Kolkata' });
const clinic = DEFAULT_MONEY_SETTINGS as Clinic;

describe('caps as they are typed', () => {
  it('are shown in per cent and rupees, and read back as they were', () => {
    const { rounding, ...fields } = moneyFields(clinic, figures);
    expect([rounding, fields]).toEqual([
      'none',
      {
        ...{ cashierDiscount: 5, managerDiscount: 100, waiverCap: '0.00', paidOutCap: '500.00' },
        ...{ writeOffCap: '0.00', writeOffCapAdministrator: '0.00' },
      },
    ]);
    const { rounding: _, ...caps } = DEFAULT_MONEY_SETTINGS;
    expect(readMoney(fields, clinic, figures)).toEqual(caps);
  });

  it('stay as they were where nothing can be read', () => {
    const caps = { waiverCap: 'much', paidOutCap: '750', writeOffCap: '1000', writeOffCapAdministrator: '' };
    const typed = { cashierDiscount: '', managerDiscount: 12.5, ...caps };
    expect(readMoney(typed, clinic, figures)).toEqual({
      discountCapBasisPoints: { cashier: 500, manager: 1250 },
      waiverCapMinor: { cashier: 0, manager: null },
      paidOutCapMinor: { cashier: 75_000, manager: null },
      payerWriteOffCapMinor: { manager: 100_000, administrator: 0 },
    });
  });
});
