import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { appointment } from '#domain/appointments/appointment.ts';
import type { Diary } from '#domain/appointments/diary.ts';
import { addDays, clockIn } from '#domain/kernel/calendar.ts';
import { isRefusal } from '#domain/kernel/refusal.ts';
import { patient } from '#domain/patients/patient.ts';
import { enrolmentCodeText, readEnrolmentCode } from '#protocol/enrolment-code.ts';
import { Clinic, type Counter, login } from './clinic.ts';

const clinic = new Clinic();
const soon = { timeout: 40_000, interval: 50 };
let doctorId: string;

beforeAll(async () => {
  await clinic.start();
  const [doctor] = await clinic.admin.inClinic(clinic.planned.clinicId)('doctorsList', {});
  doctorId = doctor?.id ?? '';
});
afterAll(() => clinic.close());

/** A second desk, at a counter of its own. */
async function secondReception(): Promise<Counter> {
  const run = clinic.admin.inClinic(clinic.planned.clinicId);
  const [branch] = await run('branchesList', {});
  const { counterId } = await run('createCounter', { branchId: branch?.id ?? '', name: 'Reception 2', kind: 'reception' });
  // The host makes the secret's hash; its field is not for whoever asks.
  const { code } = await run('createEnrolmentCode', { counterId } as Parameters<typeof run<'createEnrolmentCode'>>[1]);
  const counter = await clinic.newTerminal('Reception 2');
  const read = readEnrolmentCode(code);
  if (isRefusal(read)) throw new Error(read.code);
  const answer = await counter.terminal.enrol(enrolmentCodeText({ ...read, address: counter.network.address }));
  if (!answer.ok) throw new Error(answer.refusal.code);
  return counter;
}

it('two receptions out of touch promise one time twice: both promises are kept, flagged and seen in every diary', async () => {
  const desks = [await clinic.enrolled('Reception'), await secondReception()] as const;
  const [first, second] = desks;
  const sessions = [await login(first, 'asha'), await login(second, 'asha')] as const;
  const born = { phone: '9876543210', ageYears: 41, sex: 'female', doctorId };
  for (const name of ['Lakshmi Iyer', 'Sita Devi'])
    expect(await first.terminal.execute(sessions[0], 'registerPatient', { ...born, name })).toMatchObject({ ok: true });
  const known = ({ terminal }: Counter) => terminal.store.reader.find(patient, {});
  await vi.waitFor(() => expect(known(second)).toHaveLength(2), soon);

  for (const { network } of desks) network.cut();
  const date = addDays(clockIn('Asia/Kolkata', Date.now()).date, 7);
  const slot = { doctorId, date, startMinute: 600, minutes: 30 };
  const [lakshmi, sita] = ['Lakshmi Iyer', 'Sita Devi'].map((name) => known(first).find((one) => one.name === name)?.id);
  const book = (at: 0 | 1, patientId: string | undefined) =>
    desks[at].terminal.execute(sessions[at], 'bookAppointment', { patientId, slot });
  expect([(await book(0, lakshmi)).ok, (await book(1, sita)).ok]).toEqual([true, true]);
  expect(await book(0, sita)).toMatchObject({ ok: false, refusal: { code: 'doctor-booked', details: { time: '10:00' } } });

  for (const { network } of desks) network.mend();
  for (const [at, { terminal }] of desks.entries())
    await vi.waitFor(async () => {
      const answer = await terminal.query(sessions[at] ?? '', 'diary', { date });
      const { appointments } = (answer.ok ? answer.result : { appointments: [] }) as Diary;
      expect(appointments.map(({ overlaps, state }) => [overlaps, state])).toEqual([
        [true, 'BOOKED'],
        [true, 'BOOKED'],
      ]);
    }, soon);
  // Whoever came second is told so; which of the two that is, the network decided.
  const flagged = desks.flatMap(({ told }) => told).filter((one) => one.kind === 'answered' && one.verdict.status === 'flagged');
  expect(flagged).toMatchObject([{ operation: 'bookAppointment', verdict: { flags: ['doctor-booked'] } }]);
  const records = desks.map(({ terminal }) => terminal.store.reader.find(appointment, { date }));
  expect(records[0]).toEqual(records[1]);
});
