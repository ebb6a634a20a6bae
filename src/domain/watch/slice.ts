import { defineSlice } from '../kernel/slice.ts';
import { alertsSeen } from './alerts-seen.ts';
import { changeWatchSettings } from './change-watch-settings.ts';
import { watchChanges } from './changes.ts';
import { personDay, terminalDay } from './day-tally.ts';
import { fraudPack } from './fraud-pack.ts';
import { seeAlerts } from './see-alerts.ts';
import { watchAlerts } from './watch-alerts.ts';
import { watchNote } from './watch-note.ts';
import { watchNotes } from './watch-notes.ts';
import { watchSettings } from './watch-settings.ts';

export const watch = defineSlice({
  operations: { changeWatchSettings, seeAlerts },
  queries: { fraudPack, watchAlerts, watchNotes },
  changes: watchChanges,
  records: [personDay, terminalDay, watchNote, watchSettings, alertsSeen],
});
