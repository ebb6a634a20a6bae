import { describe, expect, it } from 'vitest';
import { addDays, calendarDate, dateIn, financialYear } from './calendar.ts';

describe('a calendar date', () => {
  it('exists', () => {
    expect(calendarDate.safeParse('2024-02-29').success).toBe(true);
    for (const no of ['2023-02-29', '2024-13-01', '2024-1-1', '24-01-01', '2024-02-30', ''])
      expect(calendarDate.safeParse(no).success, no).toBe(false);
  });

  it('is the date where the clinic is, with the day turning at its cut-off', () => {
    const late = Date.UTC(2026, 4, 4, 20, 0);
    expect(dateIn('UTC', late)).toBe('2026-05-04');
    expect(dateIn('Asia/Kolkata', late)).toBe('2026-05-05');
    expect(dateIn('Asia/Kolkata', late, 180)).toBe('2026-05-04');
    expect(dateIn('America/New_York', Date.UTC(2026, 10, 1, 5, 30))).toBe('2026-11-01');
  });

  it('is counted over the ends of months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-02-27', 1)).toBe('2026-02-28');
    expect(addDays('2026-01-09', -8)).toBe('2026-01-01');
    expect(addDays('2026-01-09', -9)).toBe('2025-12-31');
  });

  it('belongs to the financial year that begins in April', () => {
    expect(financialYear('2026-03-31')).toBe('2526');
    expect(financialYear('2026-04-01')).toBe('2627');
    expect(financialYear('2099-05-01')).toBe('9900');
  });
});
