import type { Diary } from '#domain/appointments/diary.ts';
import type { AppointmentListed } from '#domain/appointments/listed.ts';
import { doctor } from '#domain/doctors/doctor.ts';
import { addDays } from '#domain/kernel/calendar.ts';
import { patient } from '#domain/patients/patient.ts';
import type { Random } from '../../commands/random.ts';
import type { Act } from './act.ts';
import type { SimulatedTerminal } from './simulated-terminal.ts';

/** Promises somebody a time: mostly today, of which some is over. */
export const book: Act = async ({ terminal, random }) => {
  const { reader } = terminal.terminal.store;
  const [today, known] = [await diaryOf(terminal), [...reader.find(patient, {}, { limit: 1000 })].sort(byNumber)];
  if (!today || known.length === 0) return;
  await terminal.execute('bookAppointment', { patientId: random.pick(known).id, slot: slotOn(terminal, random, today.date) });
};

/** Who is expected has come. */
export const attend: Act = async ({ terminal, random }) => {
  const one = await expected(terminal, random);
  if (one) await terminal.execute('checkInAppointment', { appointmentId: one.id });
};

/** Somebody asks for another time, calls off, or does not come. */
export const callOff: Act = async ({ terminal, random }) => {
  const one = await expected(terminal, random);
  if (!one) return;
  const appointmentId = one.id;
  if (random.chance(0.4)) await terminal.execute('markNoShow', { appointmentId });
  else if (random.chance(0.5)) await terminal.execute('cancelAppointment', { appointmentId, reason: 'called off' });
  else await terminal.execute('moveAppointment', { appointmentId, slot: slotOn(terminal, random, one.date) });
};

function slotOn({ terminal }: SimulatedTerminal, random: Random, date: string) {
  const doctors = [...terminal.store.reader.find(doctor, {}, { limit: 50 })].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    doctorId: random.pick(doctors).id,
    date: random.chance(0.8) ? date : addDays(date, 1),
    startMinute: random.int(96) * 15,
    minutes: 15,
  };
}

/** One that nothing was said of yet, chosen alike in every run of a seed. */
async function expected(terminal: SimulatedTerminal, random: Random): Promise<AppointmentListed | undefined> {
  const today = await diaryOf(terminal);
  const all = (today?.appointments ?? [])
    .filter(({ state }) => state === 'BOOKED')
    .sort((a, b) => a.startMinute - b.startMinute || (a.doctorName + a.patientNumber < b.doctorName + b.patientNumber ? -1 : 1));
  return all.length === 0 ? undefined : random.pick(all);
}

function diaryOf(terminal: SimulatedTerminal): Promise<Diary | undefined> {
  return terminal.query<Diary>('diary');
}

function byNumber(a: { number: string }, b: { number: string }): number {
  return a.number < b.number ? -1 : 1;
}
