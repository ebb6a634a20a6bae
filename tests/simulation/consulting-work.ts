import { service } from '#domain/catalogue/service.ts';
import type { Act } from './act.ts';
import { visitsIn } from './reception-work.ts';

export const callIn: Act = async ({ terminal, random }) => {
  const waiting = visitsIn(terminal, ['REGISTERED']);
  if (waiting.length > 0) await terminal.execute('startConsultation', { visitId: random.pick(waiting).id });
};

export const note: Act = async ({ terminal, random }) => {
  const inside = visitsIn(terminal, ['IN_CONSULTATION']);
  if (inside.length > 0)
    await terminal.execute('recordEncounter', {
      visitId: random.pick(inside).id,
      complaint: 'toothache',
      notes: `tooth ${random.between(11, 18)}`,
    });
};

/** Sends what was done to billing; sometimes once more, with other lines, before the cashier has billed it. */
export const send: Act = async ({ terminal, random }) => {
  const inside = visitsIn(terminal, random.chance(0.15) ? ['READY_FOR_BILLING'] : ['IN_CONSULTATION']);
  if (inside.length === 0) return;
  const services = [...terminal.terminal.store.reader.find(service, {}, { limit: 50 })].sort((a, b) =>
    a.code < b.code ? -1 : 1,
  );
  const treatments = Array.from({ length: random.between(1, 3) }, () => ({
    serviceId: random.pick(services).id,
    quantity: random.between(1, 3),
    tooth: null,
    note: '',
  }));
  await terminal.execute('sendToBilling', { visitId: random.pick(inside).id, complaint: 'pain', notes: 'done', treatments });
};
