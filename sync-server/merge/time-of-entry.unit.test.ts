import { describe, expect, it } from 'vitest';
import { timeOfEntry } from './time-of-entry.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 4, 10, 6);
const TODAY = '2026-05-10';
const claim = { recordedAtMs: NOW, businessDate: TODAY, seenAtMs: NOW - 60 * MINUTE };

describe('the time of an entry', () => {
  it.each([
    ['now', claim, null, { postedDate: TODAY, late: false, flags: [] }],
    [
      'an open day before today',
      { ...claim, businessDate: '2026-05-08' },
      '2026-05-08',
      { postedDate: '2026-05-08', late: false, flags: [] },
    ],
    [
      'tomorrow, across a time zone',
      { ...claim, businessDate: '2026-05-11' },
      null,
      { postedDate: '2026-05-11', late: false, flags: [] },
    ],
    [
      'a locked day',
      { ...claim, businessDate: '2026-05-07' },
      '2026-05-08',
      { postedDate: '2026-05-08', late: true, flags: ['time-unproven'] },
    ],
    ['today, locked already', claim, '2026-05-11', { postedDate: '2026-05-11', late: true, flags: ['time-unproven'] }],
    [
      'a day that is still to come',
      { ...claim, businessDate: '2026-06-01' },
      null,
      { postedDate: TODAY, late: false, flags: ['clock-suspect'] },
    ],
    [
      'a day still to come, today locked',
      { ...claim, businessDate: '2026-06-01' },
      '2026-05-11',
      { postedDate: '2026-05-11', late: false, flags: ['clock-suspect'] },
    ],
    ['five minutes ahead', { ...claim, recordedAtMs: NOW + 5 * MINUTE }, null, { postedDate: TODAY, late: false, flags: [] }],
    [
      'more than that',
      { ...claim, recordedAtMs: NOW + 5 * MINUTE + 1 },
      null,
      { postedDate: TODAY, late: false, flags: ['clock-suspect'] },
    ],
    [
      'five minutes before what it had seen',
      { ...claim, recordedAtMs: NOW - 65 * MINUTE },
      null,
      { postedDate: TODAY, late: false, flags: [] },
    ],
    [
      'more than that',
      { ...claim, recordedAtMs: NOW - 65 * MINUTE - 1 },
      null,
      { postedDate: TODAY, late: false, flags: ['clock-suspect'] },
    ],
    [
      'a locked day at an impossible time',
      { ...claim, businessDate: '2026-05-07', recordedAtMs: NOW - 99 * MINUTE },
      '2026-05-08',
      { postedDate: '2026-05-08', late: true, flags: ['clock-suspect'] },
    ],
    [
      'long ago, having seen nothing',
      { ...claim, recordedAtMs: 0, seenAtMs: null },
      null,
      { postedDate: TODAY, late: false, flags: [] },
    ],
  ])('%s', (_what, claimed, firstOpen, found) => {
    expect(timeOfEntry(claimed, firstOpen, NOW, TODAY)).toEqual(found);
  });
});
