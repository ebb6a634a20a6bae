import type { Found, WatchRule } from './watch-rule.ts';

/**
 * Somebody was checked in or treated, the day is over, and there is no invoice; or they had an appointment, and nothing says
 * what became of it, or what is said of it cannot be. Value: days since.
 */
export const seenNotBilled: WatchRule = {
  name: 'seen-not-billed',
  unit: 'days',
  threshold: { byDefault: 0, min: 0, max: 30 },
  notes: [],
  find: ({ unbilled, appointments }) => [
    ...unbilled.map(
      ({ visit, days, seen }): Found => ({
        about: 'visit',
        id: visit.id,
        name: `${visit.token} ${visit.patientName}`,
        value: days,
        count: seen ? 1 : 0,
        amountMinor: 0,
        atMs: visit.checkedInAtMs,
      }),
    ),
    ...appointments.map(
      ({ id, why, time, patientName, days, startsAtMs }): Found => ({
        ...{ about: 'appointment', id, name: `${time} ${patientName}`, why },
        ...{ value: days, count: why === 'not-said' ? 0 : 1, amountMinor: 0, atMs: startsAtMs },
      }),
    ),
  ],
};
