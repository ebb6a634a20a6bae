import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SmallClinic, smallClinic } from '../../../tests/fixtures/domain.ts';
import type { Change } from '../kernel/change.ts';
import { Draft } from '../kernel/draft.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { checkChange, foldChange } from '../kernel/house.ts';
import { house } from '../registry.ts';
import { appointment, appointmentShape, promisedIn } from './appointment.ts';
import { appointmentArrived, appointmentBooked, appointmentCancelled, appointmentMissed, appointmentMoved } from './changes.ts';
import { diary } from './diary.ts';
import { type Slot, slotOf } from './slot.ts';

const DATE = '2026-05-05';
const keys = { appointmentId: 'appointment', patientId: 'patient' };
const first: Slot = { doctorId: 'doctor', date: DATE, startMinute: 600, minutes: 30 };

type Entry = readonly [Change, EntryFacts];

function entryOf(terminalId: string, seq: number, recordedAtMs: number): EntryFacts {
  return {
    ...{ clinicId: 'clinic', branchId: 'branch', terminalId, epoch: 1, seq, actorId: `desk ${terminalId}`, sessionId: null },
    ...{ operation: 'test', documentNumber: null, recordedAtMs, businessDate: DATE, postedDate: DATE, late: false, flags: [] },
  };
}

/** What a reception does to an appointment with nothing but its own view of it. */
const acts = fc.array(
  fc.record({
    what: fc.constantFrom('move', 'cancel', 'miss', 'arrive'),
    startMinute: fc.integer({ min: 0, max: 23 }).map((hour) => hour * 60),
    afterMs: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 5 },
);

const booking: Entry = [appointmentBooked.of({ ...keys, slot: first, purpose: '' }), entryOf('T01', 1, 1000)];

function folded(entries: readonly Entry[], records = new Draft()): Draft {
  for (const [change, entry] of entries) foldChange(house, records, change, entry);
  return records;
}

function done(terminalId: string, all: typeof acts extends fc.Arbitrary<infer Acts> ? Acts : never): readonly Entry[] {
  const own = folded([booking]);
  let atMs = 1000;
  return all.map(({ what, startMinute, afterMs }, at): Entry => {
    atMs += afterMs;
    const stands = own.get(appointment, keys.appointmentId);
    if (!stands) throw new Error('it is not there');
    const slot = slotOf(stands);
    const change = {
      move: () =>
        appointmentMoved.of({ ...keys, after: promisedIn(stands), from: slot, to: { ...slot, startMinute }, reason: '' }),
      cancel: () => appointmentCancelled.of({ ...keys, slot, reason: `by ${terminalId}` }),
      miss: () => appointmentMissed.of({ ...keys, slot }),
      arrive: () => appointmentArrived.of({ ...keys, visitId: `visit ${terminalId} ${at}` }),
    }[what as 'move'](); // one of the four
    const entry = entryOf(terminalId, at + 2, atMs);
    folded([[change, entry]], own);
    return [change, entry];
  });
}

describe('two receptions out of touch', () => {
  it('come to the same record of an appointment, in whichever order their entries arrive', () => {
    fc.assert(
      fc.property(acts, acts, (ones, others) => {
        const [one, other] = [done('T01', ones), done('T02', others)];
        const record = folded([booking, ...one, ...other]).get(appointment, keys.appointmentId);
        expect(record).toEqual(folded([booking, ...other, ...one]).get(appointment, keys.appointmentId));
        expect(appointmentShape.parse(record)).toEqual(record);
        expect(record?.moves.length).toBe([...one, ...other].filter(([{ type }]) => type === appointmentMoved.name).length);
      }),
    );
  });

  it('both keep the slot they promised: it is flagged at the server and seen in the diary', () => {
    const clinic = smallClinic();
    const { world, reception } = clinic;
    const [asha, ravi] = [patientOf(clinic, 'Asha Rao'), patientOf(clinic, 'Ravi Nair')];
    const slot = { ...first, doctorId: clinic.doctorId };
    const promise = (appointmentId: string, patientId: string) =>
      appointmentBooked.of({ appointmentId, patientId, slot, purpose: '' });
    const [one, other] = [promise('one', asha), promise('other', ravi)];
    const entry = world.entryOf(reception);
    const either = [
      [one, other],
      [other, one],
    ].map((order) => {
      const records = new Draft(world.records);
      for (const change of order) foldChange(house, records, change, entry);
      return ['one', 'other'].map((id) => records.get(appointment, id));
    });
    expect(either[0]).toEqual(either[1]);
    world.fold([one], entry);
    // What the server finds is no reason to drop it.
    expect(checkChange(house, world.records, other, entry)?.code).toBe('doctor-booked');
    world.fold([other], { ...entry, flags: ['doctor-booked'] });
    expect(world.ask(reception, diary, { date: DATE }).appointments).toMatchObject([{ overlaps: true }, { overlaps: true }]);
    world.done(reception, 'moveAppointment', { appointmentId: 'other', slot: { ...slot, startMinute: 630 } });
    expect(world.ask(reception, diary, { date: DATE }).appointments).toMatchObject([{ overlaps: false }, { overlaps: false }]);
  });
});

function patientOf({ world, reception, doctorId }: SmallClinic, name: string): string {
  return world.done(reception, 'registerPatient', { phone: '9876543210', name, sex: 'male', ageYears: 40, doctorId }).patientId;
}
