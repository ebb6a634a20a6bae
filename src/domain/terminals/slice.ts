import { defineSlice } from '../kernel/slice.ts';
import { terminalChanges } from './changes.ts';
import { createEnrolmentCode } from './create-enrolment-code.ts';
import { confirmTerminalDead, declareTerminalDead, withdrawTerminalDeath } from './declare-terminal-dead.ts';
import { enrolTerminal } from './enrol-terminal.ts';
import { enrolmentCode } from './enrolment-code.ts';
import { freezeTerminal } from './freeze-terminal.ts';
import { refuseEnrolment } from './refuse-enrolment.ts';
import { revokeTerminal } from './revoke-terminal.ts';
import { terminal } from './terminal.ts';
import { terminalsOverview } from './terminals-overview.ts';
import { beginTraining, endTraining } from './training.ts';

export const terminals = defineSlice({
  operations: {
    createEnrolmentCode,
    enrolTerminal,
    refuseEnrolment,
    revokeTerminal,
    freezeTerminal,
    declareTerminalDead,
    confirmTerminalDead,
    withdrawTerminalDeath,
    beginTraining,
    endTraining,
  },
  queries: { terminalsOverview },
  changes: terminalChanges,
  records: [terminal, enrolmentCode],
});
