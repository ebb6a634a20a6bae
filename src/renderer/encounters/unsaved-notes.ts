import type { EncounterDraft } from './draft.ts';

/**
 * What somebody was writing for a visit and has not saved. It lives as long as the window: looking at another patient loses
 * nothing, and neither does making room for another person, who never sees it.
 */
const unsaved = new Map<string, EncounterDraft>();

const placeOf = (userId: string, visitId: string) => `${userId} ${visitId}`;

export const unsavedNotes = {
  of: (userId: string, visitId: string): EncounterDraft | undefined => unsaved.get(placeOf(userId, visitId)),
  keep: (userId: string, visitId: string, draft: EncounterDraft): void => void unsaved.set(placeOf(userId, visitId), draft),
  drop: (userId: string, visitId: string): void => void unsaved.delete(placeOf(userId, visitId)),
};
