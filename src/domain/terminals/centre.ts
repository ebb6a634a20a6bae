import { attemptRefused, logExplored, loginRefused, patientRead, terminalRefused } from '../audit/changes.ts';
import { firstOpenDate } from '../business-days/branch-lock.ts';
import { clinic } from '../clinics/clinic.ts';
import { printFailed } from '../documents/changes.ts';
import type { Centre } from '../kernel/centre.ts';
import { key } from '../kernel/change.ts';
import { followUpChanges, followUps } from '../payments/follow-ups.ts';
import { recordGatewayPayment } from '../payments/record-gateway-payment.ts';
import { recordGatewayRefund } from '../payments/record-gateway-refund.ts';
import { access } from '../staff/access.ts';
import { mayWorkHere } from '../staff/may-work-here.ts';
import { sessionChanges, sessionOpened, sessionUnlocked } from '../staff/session-changes.ts';
import { user } from '../staff/user.ts';
import { terminalFrozen, trainingNoted } from './changes.ts';
import { enrolTerminal } from './enrol-terminal.ts';
import { refuseEnrolment } from './refuse-enrolment.ts';
import { terminal } from './terminal.ts';

export const centre: Centre = {
  person: access.person,
  signer: access.signer,
  mayLogIn: access.mayLogIn,
  terminalRefused: access.terminalRefused,
  // A clinic's own records hold one clinic.
  settings: (reader) => reader.find(clinic, {}, { limit: 1 })[0],
  terminal: (reader, terminalId) => reader.get(terminal, terminalId),
  workThere(reader, userId, place) {
    const one = reader.get(user, userId);
    if (!one) return [];
    const works = [{ roles: one.roles, counterIds: one.counterIds, untilMs: one.revokedAtMs }, ...one.earlierWork];
    return works.map((work) => ({ ...work, refusal: mayWorkHere(reader, work, place) }));
  },
  rightsAreIn: ({ actorId }) => [key(user.name, actorId)],
  firstOpenDate,
  enrolTerminal,
  refuseEnrolment,
  recordGatewayPayment,
  recordGatewayRefund,
  terminalFrozen: ({ terminalId, epoch, seq, atMs }) =>
    terminalFrozen.of({ terminalId, reason: 'chain-fork', fork: { epoch, seq }, atMs }),
  followUps,
  followUpChanges,
  workersChanges: [trainingNoted, sessionOpened, sessionUnlocked, patientRead, logExplored, attemptRefused, printFailed].map(
    ({ name }) => name,
  ),
  unaskedChanges: [
    ...[trainingNoted, patientRead, loginRefused, terminalRefused, logExplored, attemptRefused, printFailed],
    ...sessionChanges,
  ].map(({ name }) => name),
};
