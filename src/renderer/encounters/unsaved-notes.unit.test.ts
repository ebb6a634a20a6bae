import { expect, it } from 'vitest';
import { EMPTY_DRAFT } from './draft.ts';
import { unsavedNotes } from './unsaved-notes.ts';

it('keeps what each person was writing for each visit, until it is saved', () => {
  const draft = { ...EMPTY_DRAFT, complaint: 'pain' };
  unsavedNotes.keep('u1', 'v1', draft);
  expect(unsavedNotes.of('u1', 'v1')).toEqual(draft);
  expect([unsavedNotes.of('u2', 'v1'), unsavedNotes.of('u1', 'v2')]).toEqual([undefined, undefined]);
  unsavedNotes.drop('u1', 'v1');
  expect(unsavedNotes.of('u1', 'v1')).toBeUndefined();
});
