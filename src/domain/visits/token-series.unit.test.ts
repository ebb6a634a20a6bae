import { describe, expect, it } from 'vitest';
import { smallClinic } from '../../../tests/fixtures/domain.ts';
import { visitCheckedIn } from './changes.ts';
import { tokenSeries } from './token-series.ts';
import { tokenSeriesId } from './token-series-id.ts';
import { visit } from './visit.ts';

const DAY_MS = 24 * 3_600_000;
const TODAY = '2026-05-04';
const TOMORROW = '2026-05-05';

/** Two people were checked in this morning, at the terminal T01. */
function given() {
  const clinic = smallClinic();
  const { world, reception, doctorId } = clinic;
  let people = 0;
  const checkIn = () => {
    people += 1;
    const born = { phone: String(9_000_000_000 + people), name: `Person ${people}`, sex: 'female', ageYears: 30, doctorId };
    const { patientId } = world.done(reception, 'registerPatient', born);
    return world.done(reception, 'checkInPatient', { patientId, doctorId });
  };
  checkIn();
  checkIn();
  return { ...clinic, checkIn };
}

describe('tokens', () => {
  it('go on being counted where a lock moves the business date ahead of the calendar, and for all of the new date', () => {
    const { world, checkIn } = given();
    world.businessDate = TOMORROW;
    const first = checkIn();
    expect(first.token).toBe('1-03');
    expect(world.get(visit, first.visitId)).not.toHaveProperty('continuesDate');
    expect(checkIn().token).toBe('1-04');
    world.nowMs += DAY_MS;
    expect(checkIn().token).toBe('1-05');
  });

  it('go on again when the next day is locked on its morning too', () => {
    const { world, checkIn } = given();
    world.businessDate = TOMORROW;
    checkIn();
    world.nowMs += DAY_MS;
    checkIn();
    world.businessDate = '2026-05-06';
    expect(checkIn().token).toBe('1-05');
  });

  it('begin at 1 on a new day of the calendar, whenever the day before was locked', () => {
    const { world, checkIn } = given();
    world.businessDate = TOMORROW;
    world.nowMs += DAY_MS;
    expect(checkIn().token).toBe('1-01');
    // Locked in the evening, after which a clock shows another day than the last check-in's.
    world.businessDate = '2026-05-06';
    world.nowMs -= 2 * DAY_MS;
    expect(checkIn().token).toBe('1-01');
  });

  it('begin at 1 where nobody was checked in before the lock', () => {
    const { world, reception, doctorId } = smallClinic();
    const born = { phone: '9000000001', name: 'Asha Rao', sex: 'female', ageYears: 30, doctorId };
    const { patientId } = world.done(reception, 'registerPatient', born);
    world.businessDate = TOMORROW;
    expect(world.done(reception, 'checkInPatient', { patientId, doctorId }).token).toBe('1-01');
  });

  it('that skip a number are not believed, whatever date they say they go on from', () => {
    const { world, reception, checkIn } = given();
    world.businessDate = TOMORROW;
    checkIn();
    const made = world.entries.at(-1);
    const body = visitCheckedIn.shape.parse(made?.changes[0]?.body);
    expect(body).toMatchObject({ tokenNumber: 3, continuesDate: TODAY });
    const { terminalId } = reception.place;
    const said = (tokenNumber: number, continuesDate?: string) => {
      world.records.put({ record: tokenSeries.name, id: tokenSeriesId(terminalId, TOMORROW) }, undefined);
      const { continuesDate: _, ...rest } = { ...body, visitId: 'other', tokenNumber };
      const change = visitCheckedIn.of(continuesDate ? { ...rest, continuesDate } : rest);
      return world.write([change], world.entryOf(reception))?.details;
    };
    expect(said(4, TODAY)).toEqual({ expected: 3, given: 4 });
    expect(said(3)).toEqual({ expected: 1, given: 3 });
    expect(said(3, '2026-05-03')).toEqual({ expected: 1, given: 3 });
  });
});
