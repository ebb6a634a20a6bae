import { describe, expect, it } from 'vitest';
import { checkInId } from './check-in-id.ts';

describe('a check-in', () => {
  it('is another one in another branch, whose counters never hear of this', () => {
    const whom = { patientId: 'patient-1', doctorId: 'doctor-1' };
    const here = checkInId(whom, { branchId: 'main', businessDate: '2026-05-04' });
    expect(checkInId(whom, { branchId: 'main', businessDate: '2026-05-04' })).toBe(here);
    expect(checkInId(whom, { branchId: 'east', businessDate: '2026-05-04' })).not.toBe(here);
  });
});
