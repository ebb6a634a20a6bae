import { describe, expect, it } from 'vitest';
import { readThreshold, typedThreshold } from './typed-threshold.ts';

describe('a threshold', () => {
  it('is typed in percent or currency where it is kept in hundredths', () => {
    expect([readThreshold('share', '5'), readThreshold('share', '2.5 %'), readThreshold('amount', '₹1,250.05')]).toEqual([
      500, 250, 125_005,
    ]);
    expect([readThreshold('count', '12'), readThreshold('minutes', '90'), readThreshold('days', '0')]).toEqual([12, 90, 0]);
  });

  it('reads back as it is shown', () => {
    for (const value of [0, 5, 500, 2_500_000, 250]) expect(readThreshold('share', typedThreshold('share', value))).toBe(value);
    expect(typedThreshold('amount', 2_500_000)).toBe('25000');
    expect(typedThreshold('count', 10)).toBe('10');
  });

  it('is nothing else', () => {
    for (const typed of ['', '-5', 'five', '1.234', '1e3']) expect(readThreshold('share', typed)).toBeUndefined();
    expect(readThreshold('count', '1.5')).toBeUndefined();
  });
});
