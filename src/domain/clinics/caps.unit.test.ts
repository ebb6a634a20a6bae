import { describe, expect, it } from 'vitest';
import { smallClinic } from '../../../tests/fixtures/domain.ts';
import { capFor, moneySettingsOf } from './caps.ts';
import { DEFAULT_MONEY_SETTINGS } from './settings.ts';

describe('what somebody may grant alone', () => {
  it('is the largest of their roles, and nothing without one', () => {
    const { waiverCapMinor, discountCapBasisPoints } = DEFAULT_MONEY_SETTINGS;
    expect(capFor(discountCapBasisPoints, ['cashier'])).toBe(500);
    expect(capFor(discountCapBasisPoints, ['cashier', 'manager'])).toBe(10_000);
    expect(capFor(discountCapBasisPoints, ['doctor'])).toBe(0);
    expect(capFor(waiverCapMinor, ['manager'])).toBeNull();
    expect(capFor(waiverCapMinor, ['cashier'])).toBe(0);
  });

  it('is what the administrator has decided', () => {
    const { world, administrator } = smallClinic();
    expect(moneySettingsOf(world.records, 'clinic')).toMatchObject(DEFAULT_MONEY_SETTINGS);
    const discountCapBasisPoints = { cashier: 0, manager: 2000 };
    world.done(administrator, 'changeClinicSettings', { discountCapBasisPoints, rounding: 'nearest-rupee' });
    expect(moneySettingsOf(world.records, 'clinic')).toMatchObject({ discountCapBasisPoints, rounding: 'nearest-rupee' });
    expect(world.refused(administrator, 'changeClinicSettings', { rounding: 'up' })).toBe('invalid-input');
  });
});
