import { attemptRefused, logExplored, loginRefused, patientRead, terminalRefused } from '../audit/changes.ts';
import { businessDateFor, lockedAheadFor } from '../business-days/business-date.ts';
import { surroundings } from '../clinics/surroundings.ts';
import { printFailed } from '../documents/changes.ts';
import type { Access, Person } from '../kernel/access.ts';
import type { Place } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { terminal } from '../terminals/terminal.ts';
import { training } from '../terminals/training.ts';
import { normalLogin } from './login.ts';
import { mayWorkHere } from './may-work-here.ts';
import { sessionClosed, sessionLocked, sessionOpened, sessionUnlocked } from './session-changes.ts';
import { signer } from './signer.ts';
import { type User, user } from './user.ts';

export const access: Access = {
  passwordOperation: 'changePassword',
  logExploring: { roles: ['manager', 'administrator', 'auditor'], terminals: ['back-office'] },
  terminalKeys: (reader) =>
    reader
      .find(terminal, {}, { orderBy: 'number', limit: 1000 })
      .map(({ id, code, epoch, publicKey }) => ({ id, code, epoch, publicKey })),
  surroundings,
  training,
  person: (reader, userId) => asPerson(reader.get(user, userId)),
  personByLogin: (reader, login) => asPerson(reader.find(user, { login: normalLogin(login) }, { limit: 1 })[0]),
  signer,
  peopleAt: (reader, place) =>
    reader
      .find(user, { state: 'ACTIVE' }, { orderBy: 'name', limit: 1000 })
      .filter((one) => !mayLogIn(reader, one, place))
      .map(toPerson),
  mayLogIn: (reader, person, place) => mayLogIn(reader, reader.get(user, person.id), place),
  businessDate: businessDateFor,
  lockedAhead: lockedAheadFor,
  sessionOpened: (session) => sessionOpened.of(session),
  sessionClosed: (session) => sessionClosed.of(session),
  sessionLocked: (session) => sessionLocked.of(session),
  sessionUnlocked: (session) => sessionUnlocked.of(session),
  loginRefused: (attempt) => loginRefused.of(attempt),
  attemptRefused: (attempt) => attemptRefused.of(attempt),
  printFailed: (failure) => printFailed.of(failure),
  patientRead: (read) => patientRead.of(read),
  logExplored: (look) => logExplored.of(look),
  terminalRefused: (refusal) => terminalRefused.of(refusal),
};

function mayLogIn(reader: Reader, one: User | undefined, place: Place): Refusal | undefined {
  return one?.state === 'ACTIVE' ? mayWorkHere(reader, one, place) : refuse('user-revoked');
}

function asPerson(one: User | undefined): Person | undefined {
  return one && toPerson(one);
}

function toPerson({ id, login, name, roles, state, verifier, mustChangePassword, approvalKey }: User): Person {
  return { id, login, name, roles, active: state === 'ACTIVE', verifier, mustChangePassword, approvalKey };
}
