import { describe, expect, it } from 'vitest';
import type { AppointmentListed } from '#domain/appointments/listed.ts';
import { doctorsOf, dueOf, inDiary } from './diary-view.ts';

const one = (id: string, more: Partial<AppointmentListed>): AppointmentListed => ({
  ...{ id, patientId: 'asha', doctorId: 'rao', doctorName: 'Dr Rao', date: '2026-05-04', startMinute: 600, minutes: 30 },
  ...{ purpose: '', state: 'BOOKED', visitId: null, bookedAtMs: 0, patientName: '', patientNumber: '', patientPhone: '' },
  ...{ token: null, visitState: null, bookedByName: '', startsAtMs: 0, movedFrom: null, cancelReason: null, overlaps: false },
  ...more,
});

const day = [
  one('missed', { state: 'NO_SHOW' }),
  one('cancelled', { state: 'CANCELLED', patientId: 'ravi' }),
  one('came', { state: 'ARRIVED', patientId: 'ravi' }),
  one('expected', {}),
  one('other', { doctorId: 'iyer', doctorName: 'Dr Iyer', patientId: 'ravi' }),
];

describe('a day of the diary', () => {
  it('shows who is still to come, or everybody, of one doctor or all', () => {
    const ids = (view: 'expected' | 'all', doctorId: string | null) => inDiary(day, view, doctorId).map(({ id }) => id);
    expect(ids('expected', null)).toEqual(['expected', 'other']);
    expect(ids('all', 'rao')).toEqual(['missed', 'cancelled', 'came', 'expected']);
    expect(ids('expected', 'iyer')).toEqual(['other']);
  });

  it('counts who is expected by each doctor', () => {
    expect(doctorsOf(day)).toEqual([
      { doctorId: 'iyer', doctorName: 'Dr Iyer', expected: 1 },
      { doctorId: 'rao', doctorName: 'Dr Rao', expected: 1 },
    ]);
  });

  it('knows what a patient comes for: who is expected, or was said not to have come', () => {
    expect(dueOf(day, 'asha')?.id).toBe('expected');
    expect(dueOf(day.slice(0, 3), 'asha')?.id).toBe('missed');
    expect(dueOf(day.slice(0, 3), 'ravi')).toBeUndefined();
  });
});
