import { describe, expect, it } from 'vitest';
import { addDays, calendarDate, clockIn, dateIn, financialYear, instantAt } from './calendar.ts';

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

describe('a date and a time as the clocks show them', () => {
  const at = (timeZone: string, date: string, minute: number) => new Date(instantAt(timeZone, date, minute)).toISOString();

  it('are an instant in a time zone, and the instant shows them again', () => {
    expect(at('Asia/Kolkata', '2026-05-04', 630)).toBe('2026-05-04T05:00:00.000Z');
    expect(at('Asia/Kolkata', '2026-05-04', 30)).toBe('2026-05-03T19:00:00.000Z');
    expect(at('Pacific/Kiritimati', '2026-01-01', 0)).toBe('2025-12-31T10:00:00.000Z');
    for (const timeZone of ['Asia/Kolkata', 'UTC', 'America/New_York', 'Asia/Kathmandu'])
      for (const minute of [0, 59, 725, 1439])
        expect(clockIn(timeZone, instantAt(timeZone, '2026-07-14', minute))).toEqual({ date: '2026-07-14', minute });
  });

  it('are the first of two where the clocks are set back, and as much later where they are set forward over it', () => {
    expect(at('Europe/Berlin', '2026-10-25', 150)).toBe('2026-10-25T00:30:00.000Z');
    expect(at('Europe/Berlin', '2026-10-25', 200)).toBe('2026-10-25T02:20:00.000Z');
    expect(at('America/New_York', '2026-11-01', 90)).toBe('2026-11-01T05:30:00.000Z');
    expect(at('Europe/Berlin', '2026-03-29', 150)).toBe('2026-03-29T01:30:00.000Z');
    expect(clockIn('Europe/Berlin', instantAt('Europe/Berlin', '2026-03-29', 150)).minute).toBe(210);
    expect(at('Europe/Berlin', '2026-03-29', 180)).toBe('2026-03-29T01:00:00.000Z');
  });
});
