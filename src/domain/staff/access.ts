import { logExplored, loginRefused, patientRead, terminalRefused } from '../audit/changes.ts';
import { businessDateFor } from '../business-days/business-date.ts';
import { counter } from '../clinics/counter.ts';
import { surroundings } from '../clinics/surroundings.ts';
import type { Access, Person } from '../kernel/access.ts';
import type { Place } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { normalLogin } from './login.ts';
import { sessionClosed, sessionLocked, sessionOpened, sessionUnlocked } from './session-changes.ts';
import { type User, user } from './user.ts';
import { WORKPLACES } from './workplaces.ts';

export const access: Access = {
  passwordOperation: 'changePassword',
  logExploring: { roles: ['manager', 'administrator', 'auditor'], terminals: ['back-office'] },
  surroundings,
  person: (reader, userId) => asPerson(reader.get(user, userId)),
  personByLogin: (reader, login) => asPerson(reader.find(user, { login: normalLogin(login) }, { limit: 1 })[0]),
  peopleAt: (reader, place) =>
    reader
      .find(user, { state: 'ACTIVE' }, { orderBy: 'name', limit: 1000 })
      .filter((one) => !mayWorkHere(reader, one, place))
      .map(toPerson),
  mayLogIn: (reader, person, place) => mayWorkHere(reader, reader.get(user, person.id), place),
  businessDate: businessDateFor,
  sessionOpened: (session) => sessionOpened.of(session),
  sessionClosed: (session) => sessionClosed.of(session),
  sessionLocked: (session) => sessionLocked.of(session),
  sessionUnlocked: (session) => sessionUnlocked.of(session),
  loginRefused: (attempt) => loginRefused.of(attempt),
  patientRead: (read) => patientRead.of(read),
  logExplored: (look) => logExplored.of(look),
  terminalRefused: (refusal) => terminalRefused.of(refusal),
};

/** Why a user may not work at a terminal; undefined when they may. A cashier works only where assigned. */
function mayWorkHere(reader: Reader, one: User | undefined, place: Place): Refusal | undefined {
  if (one?.state !== 'ACTIVE') return refuse('user-revoked');
  const roles = one.roles.filter((role) => WORKPLACES[role].includes(place.kind));
  if (roles.length === 0) return refuse('role-not-for-terminal', { kind: place.kind });
  // Whoever can take money is bound to their counters, whatever else they are.
  if (!roles.includes('cashier')) return undefined;
  const here = reader.find(counter, { terminalId: place.terminalId }, { limit: 1 })[0];
  return here && one.counterIds.includes(here.id) ? undefined : refuse('not-your-counter', { counter: here?.name ?? null });
}

function asPerson(one: User | undefined): Person | undefined {
  return one && toPerson(one);
}

function toPerson({ id, login, name, roles, state, verifier, mustChangePassword }: User): Person {
  return { id, login, name, roles, active: state === 'ACTIVE', verifier, mustChangePassword };
}
