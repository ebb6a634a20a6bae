import { service } from '#domain/catalogue/service.ts';
import type { Act } from './act.ts';
import { LOCKED_DATE } from './forced-lock.ts';

/** A price that cashiers who are cut off do not know of yet. */
export const changePrice: Act = async ({ terminal, random }) => {
  const services = [...terminal.terminal.store.reader.find(service, {}, { limit: 50 })].sort((a, b) =>
    a.code < b.code ? -1 : 1,
  );
  const { id: serviceId, code, name, category, taxRateBasisPoints, hsnSac, active } = random.pick(services);
  const offer = { code, name, category, taxRateBasisPoints, hsnSac, priceMinor: random.between(1, 2000) * 100 };
  await terminal.execute('changeService', { serviceId, ...offer, active, reason: 'new price list' });
};

/** A file of patients, some of whom were in an earlier one. */
export const importFile: Act = async ({ terminal, random }) => {
  const rows = Array.from({ length: random.between(1, 8) }, (_, index) => ({
    row: index + 2,
    externalId: `external-${random.int(30)}`,
    name: `Imported ${random.int(1000)}`,
    phone: '',
    sex: 'female',
    birthDate: '1980-02-29',
    ageYears: null,
    address: '',
    deceasedOn: null,
  }));
  await terminal.execute('importPatients', { rows });
};

/**
 * Asks the centre for something. Nobody waits: the answer may take as long as the network does, or never come, and then
 * nobody here knows whether it was done.
 */
export const askCentre: Act = async ({ terminal, random }) => {
  const doing = random.pick([
    { operation: 'acknowledgeSupplement', input: { branchId: terminal.seat.branchId, businessDate: LOCKED_DATE, note: 'seen' } },
    { operation: 'createBranch', input: { name: 'Annexe', code: `A${random.int(1_000_000)}` } },
  ]);
  await terminal.ask(doing.operation, doing.input);
};
