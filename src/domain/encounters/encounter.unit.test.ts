import { describe, expect, it } from 'vitest';
import { smallClinic } from '../../../tests/fixtures/domain.ts';
import { SUBSCRIPTIONS } from '../kernel/roles.ts';
import { changes } from '../registry.ts';
import { visitInvoiced } from '../visits/changes.ts';
import { visit } from '../visits/visit.ts';
import { encounter } from './encounter.ts';
import { encounterOfVisit } from './encounter-of-visit.ts';

const NOTE = 'Deep caries, vital pulp';

function given() {
  const clinic = smallClinic();
  const { world, reception, consulting, doctorId } = clinic;
  const born = { phone: '9876543210', name: 'Asha', sex: 'female', ageYears: 30, doctorId };
  const { patientId } = world.done(reception, 'registerPatient', born);
  const { visitId } = world.done(reception, 'checkInPatient', { patientId, doctorId });
  const start = () => world.done(consulting, 'startConsultation', { visitId });
  return { ...clinic, patientId, visitId, start };
}

describe('an encounter', () => {
  it('is written bit by bit: what is left out stays', () => {
    const { world, consulting, services, visitId, patientId, start } = given();
    start();
    world.done(consulting, 'recordEncounter', { visitId, complaint: 'Toothache' });
    world.done(consulting, 'recordEncounter', { visitId, treatments: [{ serviceId: services.filling, tooth: 36 }] });
    const { encounterId, treatments } = world.done(consulting, 'recordEncounter', { visitId, notes: NOTE });
    expect(world.get(encounter, encounterId)).toMatchObject({
      ...{ complaint: 'Toothache', notes: NOTE, state: 'OPEN' },
      treatments: [{ serviceId: services.filling, tooth: 36, quantity: 1 }],
    });
    const seen = world.ask(consulting, encounterOfVisit, { visitId, patientId });
    expect(seen.encounter?.treatments).toEqual(treatments);
    expect(world.ask(consulting, encounterOfVisit, { visitId, patientId: 'another' }).encounter).toBeNull();
  });

  it('goes to billing with its treatments and without a word of the note', () => {
    const { world, consulting, services, visitId, start } = given();
    start();
    const before = world.log.length;
    const treatment = { serviceId: services.filling, quantity: 2, tooth: 55, note: 'deep' };
    const { encounterId } = world.done(consulting, 'sendToBilling', { visitId, notes: NOTE, treatments: [treatment] });
    expect(world.get(encounter, encounterId).state).toBe('SENT');
    expect(world.get(visit, visitId).lines).toMatchObject([{ serviceId: services.filling, quantity: 2, tooth: 55 }]);
    const streams = new Map(changes.map(({ name, stream }) => [name, stream]));
    const cashierSees = world.log
      .slice(before)
      .filter(({ type }) => SUBSCRIPTIONS.cashier.includes(streams.get(type as never) ?? 'clinical'));
    expect(cashierSees.map(({ type }) => type)).toEqual(['visit.sent-to-billing.v1']);
    expect(JSON.stringify(cashierSees)).not.toMatch(/caries|deep/);
  });

  it('is put right by sending again, until it is invoiced', () => {
    const { world, consulting, cashier, services, visitId, patientId, start } = given();
    start();
    world.done(consulting, 'sendToBilling', { visitId, treatments: [{ serviceId: services.filling }] });
    world.done(consulting, 'sendToBilling', { visitId, treatments: [{ serviceId: services.scaling }] });
    world.write([visitInvoiced.of({ visitId, patientId, invoiceId: 'i' })], world.entryOf(cashier));
    expect(world.refused(consulting, 'sendToBilling', { visitId, notes: 'more' })).toBe('visit-invoiced');
  });

  it('that was sent is billed as it is saved, too', () => {
    const { world, consulting, services, visitId, start } = given();
    start();
    world.done(consulting, 'sendToBilling', { visitId, treatments: [{ serviceId: services.filling }] });
    const [filling] = world.get(visit, visitId).lines;
    world.done(consulting, 'recordEncounter', { visitId, notes: 'only a note' });
    expect(world.entries.at(-1)?.changes.map(({ type }) => type)).toEqual(['encounter.recorded.v1']);
    const treatments = [{ ...filling }, { serviceId: services.scaling }];
    world.done(consulting, 'recordEncounter', { visitId, treatments });
    expect(world.get(visit, visitId).lines.map(({ serviceId }) => serviceId)).toEqual([services.filling, services.scaling]);
    expect(world.refused(consulting, 'recordEncounter', { visitId, treatments: [] })).toBe('nothing-to-bill');
  });

  it('is written down after the bill as well, which stands as it was made', () => {
    const { world, consulting, cashier, services, visitId, patientId, start } = given();
    start();
    world.done(consulting, 'sendToBilling', { visitId, treatments: [{ serviceId: services.filling }] });
    world.write([visitInvoiced.of({ visitId, patientId, invoiceId: 'i' })], world.entryOf(cashier));
    const more = [{ serviceId: services.filling }, { serviceId: services.scaling }];
    const { encounterId } = world.done(consulting, 'recordEncounter', { visitId, treatments: more });
    expect(world.get(encounter, encounterId).treatments).toHaveLength(2);
    expect(world.get(visit, visitId).lines).toHaveLength(1);
    expect(world.entries.at(-1)?.changes).toMatchObject([{ type: 'encounter.recorded.v1', body: { afterBill: true } }]);
  });

  it.each([11, 18, 28, 38, 48, 51, 55, 85])('may be of tooth %i', (tooth) => {
    const { world, consulting, services, visitId, start } = given();
    start();
    expect(
      world.done(consulting, 'recordEncounter', { visitId, treatments: [{ serviceId: services.filling, tooth }] }),
    ).toMatchObject({ treatments: [{ tooth }] });
  });

  it.each([0, 10, 19, 49, 50, 56, 86, 91, 3.6, -11])('is never of tooth %d', (tooth) => {
    const { world, consulting, services, visitId } = given();
    const treatments = [{ serviceId: services.filling, tooth }];
    expect(world.refused(consulting, 'recordEncounter', { visitId, treatments })).toBe('invalid-input');
  });

  it('is refused before the consultation, by another doctor, and with nothing to bill', () => {
    const { world, consulting, person, otherDoctorId, services, visitId, start } = given();
    const treatments = [{ serviceId: services.filling }];
    expect(world.refused(consulting, 'recordEncounter', { visitId, notes: NOTE })).toBe('not-in-consultation');
    expect(world.refused(consulting, 'sendToBilling', { visitId, treatments })).toBe('not-in-consultation');
    start();
    const karan = person('karan', ['doctor'], 'consulting', otherDoctorId);
    expect(world.refused(karan, 'recordEncounter', { visitId, notes: NOTE })).toBe('not-your-visit');
    expect(world.refused(consulting, 'sendToBilling', { visitId })).toBe('nothing-to-bill');
    const nothing = { visitId, treatments: [{ serviceId: 'no-such' }] };
    expect(world.refused(consulting, 'sendToBilling', nothing)).toBe('service-unknown');
  });

  it('of earlier visits is shown with the next one', () => {
    const { world, reception, consulting, services, visitId, patientId, doctorId, start } = given();
    start();
    world.done(consulting, 'sendToBilling', { visitId, notes: NOTE, treatments: [{ serviceId: services.filling }] });
    world.businessDate = '2026-05-05';
    world.nowMs += 24 * 3_600_000;
    const next = world.done(reception, 'checkInPatient', { patientId, doctorId }).visitId;
    const seen = world.ask(consulting, encounterOfVisit, { visitId: next, patientId });
    expect(seen).toMatchObject({ encounter: null, earlier: [{ notes: NOTE }], health: { allergies: [], conditions: [] } });
  });
});
