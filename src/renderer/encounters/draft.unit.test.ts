import { describe, expect, it } from 'vitest';
import type { Encounter } from '#domain/encounters/encounter.ts';
import { draftOf, EMPTY_DRAFT, isSameDraft, parseTooth, writtenOf } from './draft.ts';

const written: Encounter = {
  id: 'e1',
  visitId: 'v1',
  patientId: 'p1',
  doctorId: 'd1',
  complaint: 'pain',
  notes: 'caries',
  treatments: [{ lineId: 'l1', serviceId: 's1', quantity: 2, tooth: 36, note: '' }],
  state: 'OPEN',
  recordedAtMs: 1,
  sentAtMs: null,
};

describe('a tooth', () => {
  it.each([
    ['36', 36],
    [' 11 ', 11],
    ['85', 85],
    ['', null],
    ['19', undefined],
    ['56', undefined],
    ['91', undefined],
    ['3', undefined],
    ['upper left', undefined],
  ])('%j is read as %s', (typed, tooth) => {
    expect(parseTooth(typed)).toBe(tooth);
  });
});

describe('a page of notes', () => {
  it('comes back as it was written, keeping the lines’ ids', () => {
    expect(writtenOf('v1', draftOf(written))).toEqual({
      visitId: 'v1',
      complaint: 'pain',
      notes: 'caries',
      treatments: [{ lineId: 'l1', serviceId: 's1', quantity: 2, tooth: 36, note: '' }],
    });
  });

  it('begins empty', () => {
    expect(draftOf(null)).toEqual(EMPTY_DRAFT);
  });

  it('is not sent with a tooth that is none', () => {
    const draft = draftOf(written);
    const wrong = { ...draft, treatments: draft.treatments.map((row) => ({ ...row, tooth: '99' })) };
    expect(writtenOf('v1', wrong)).toBeUndefined();
  });

  it.each(['1.5', '', '0', '101'])('is not sent with the quantity %j', (quantity) => {
    const draft = draftOf(written);
    expect(writtenOf('v1', { ...draft, treatments: draft.treatments.map((row) => ({ ...row, quantity })) })).toBeUndefined();
  });

  it('knows when it differs from what was written', () => {
    const draft = draftOf(written);
    expect(isSameDraft(draft, { ...draft, notes: 'caries ' })).toBe(true);
    expect(isSameDraft(draft, { ...draft, notes: 'deep caries' })).toBe(false);
    expect(isSameDraft(draft, { ...draft, treatments: [] })).toBe(false);
  });
});
