import { expect, it } from 'vitest';
import { figuresFor } from '../app/figures.ts';
import { noteDetail } from './note-detail.ts';

const figures = figuresFor({ locale: 'en-IN', currency: 'INR', timeZone: 'Asia/Kolkata' });

it.each([
  ['2026-11-22 20:15: The patient is ill', '22 Nov 2026 20:15: The patient is ill'],
  ['2026-11-22 20:15 → 2026-11-23 09:00', '22 Nov 2026 20:15 → 23 Nov 2026 09:00'],
  ['Left without waiting', 'Left without waiting'],
  ['asked for 2026-13-45', 'asked for 2026-13-45'],
])('the dates of %j are said as people read them', (detail, said) => {
  expect(noteDetail(detail, figures)).toBe(said);
});
