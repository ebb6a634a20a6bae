import { defineSlice } from '../kernel/slice.ts';
import { creditNoteChanges } from './changes.ts';
import { creditNote } from './credit-note.ts';
import { creditNoteDocument } from './credit-note-document.ts';
import { creditPreview } from './credit-preview.ts';
import { issueCreditNote } from './issue-credit-note.ts';
import { requestCreditNote } from './request-credit-note.ts';

export const creditNotes = defineSlice({
  operations: { requestCreditNote, issueCreditNote },
  queries: { creditPreview, creditNoteDocument },
  changes: creditNoteChanges,
  records: [creditNote],
});
