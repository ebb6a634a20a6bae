import { logExplored, loginRefused, patientRead, terminalRefused } from '../audit/changes.ts';
import { firstOpenDate } from '../business-days/branch-lock.ts';
import { clinic } from '../clinics/clinic.ts';
import type { Centre } from '../kernel/centre.ts';
import { access } from '../staff/access.ts';
import { sessionChanges } from '../staff/session-changes.ts';
import { user } from '../staff/user.ts';
import { terminalFrozen } from './changes.ts';
import { enrolTerminal } from './enrol-terminal.ts';
import { refuseEnrolment } from './refuse-enrolment.ts';
import { terminal } from './terminal.ts';

export const centre: Centre = {
  person: access.person,
  terminalRefused: access.terminalRefused,
  // A clinic's own records hold one clinic.
  settings: (reader) => reader.find(clinic, {}, { limit: 1 })[0],
  terminal: (reader, terminalId) => reader.get(terminal, terminalId),
  revokedAtMs: (reader, userId) => reader.get(user, userId)?.revokedAtMs ?? null,
  firstOpenDate,
  enrolTerminal,
  refuseEnrolment,
  terminalFrozen: ({ terminalId, epoch, seq, atMs }) =>
    terminalFrozen.of({ terminalId, reason: 'chain-fork', fork: { epoch, seq }, atMs }),
  unaskedChanges: [patientRead, loginRefused, terminalRefused, logExplored, ...sessionChanges].map(({ name }) => name),
};
