import { doctor } from '#domain/doctors/doctor.ts';
import { patient } from '#domain/patients/patient.ts';
import { visit } from '#domain/visits/visit.ts';
import type { Act } from './act.ts';

const NAMES = ['Asha', 'Vikram', 'Meena', 'Sanjay', 'Lakshmi', 'Imran', 'Farida', 'Joseph', 'Kavya', 'Ravi'];
const FAMILIES = ['Patil', 'Iyer', 'Khan', 'D’Souza', 'Reddy', 'Bose', 'Nair', 'Singh', 'Śarmā'];

/** Registers a walk-in and checks them in: what a reception does most. */
export const welcome: Act = async ({ terminal, random }) => {
  const name = `${random.pick(NAMES)} ${random.pick(FAMILIES)}`;
  const answer = await terminal.execute('registerPatient', {
    phone: `9${String(random.int(1_000_000_000)).padStart(9, '0')}`,
    name,
    sex: random.pick(['male', 'female', 'other']),
    ...(random.chance(0.5)
      ? { birthDate: `19${random.between(30, 99)}-0${random.between(1, 9)}-${random.between(10, 28)}` }
      : { ageYears: random.between(0, 99) }),
    doctorId: doctorHere(terminal, random),
  });
  if (!answer.ok) return;
  const { patientId } = answer.result as { patientId: string };
  await terminal.execute('checkInPatient', { patientId, doctorId: doctorHere(terminal, random) });
};

export const welcomeBack: Act = async ({ terminal, random }) => {
  const { reader } = terminal.terminal.store;
  const known = [...reader.find(patient, {}, { limit: 1000 })].sort(byNumber);
  if (known.length === 0) return;
  await terminal.execute('checkInPatient', { patientId: random.pick(known).id, doctorId: doctorHere(terminal, random) });
};

export const correct: Act = async ({ terminal, random }) => {
  const known = [...terminal.terminal.store.reader.find(patient, {}, { limit: 1000 })].sort(byNumber);
  if (known.length === 0) return;
  const patientId = random.pick(known).id;
  await terminal.query('patientProfile', { patientId });
  await terminal.execute('correctPatient', {
    patientId,
    name: `${random.pick(NAMES)} ${random.pick(FAMILIES)}`,
    reason: 'asked again',
  });
};

export const cancel: Act = async ({ terminal, random }) => {
  const open = visitsIn(terminal, ['REGISTERED', 'IN_CONSULTATION', 'READY_FOR_BILLING']);
  if (open.length > 0) await terminal.execute('cancelVisit', { visitId: random.pick(open).id, reason: 'left without waiting' });
};

export const complete: Act = async ({ terminal, random }) => {
  const any = visitsIn(terminal, ['PAID', 'PAID', 'READY_FOR_BILLING']);
  if (any.length > 0) await terminal.execute('completeVisit', { visitId: random.pick(any).id });
};

/** Visits in these states as this terminal sees them, in an order that is the same in every run of a seed. */
export function visitsIn(terminal: Parameters<Act>[0]['terminal'], states: readonly string[]) {
  const found = terminal.terminal.store.reader.find(
    visit,
    { branchId: terminal.seat.branchId, state: { in: states } },
    { limit: 1000 },
  );
  return [...found].sort((a, b) => a.checkedInAtMs - b.checkedInAtMs || (a.token < b.token ? -1 : 1));
}

function doctorHere({ terminal }: Parameters<Act>[0]['terminal'], random: Parameters<Act>[0]['random']): string {
  const doctors = [...terminal.store.reader.find(doctor, {}, { limit: 50 })].sort((a, b) => (a.name < b.name ? -1 : 1));
  return random.pick(doctors).id;
}

function byNumber(a: { number: string }, b: { number: string }): number {
  return a.number < b.number ? -1 : 1;
}
