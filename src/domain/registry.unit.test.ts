import { describe, expect, it } from 'vitest';
import { centre, changes, importKinds, operations, queries, records } from './registry.ts';

describe('the registry', () => {
  it('names every operation and query as it is called', () => {
    for (const [name, one] of Object.entries({ ...operations, ...queries })) expect(one.name).toBe(name);
  });

  it('names changes in the past tense with their version, and records in words', () => {
    for (const { name } of changes) expect(name).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*\.v\d+$/);
    for (const { name } of records) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('indexes only fields that are kept as columns', () => {
    for (const { name, columns, indexes } of records)
      for (const index of indexes as readonly (readonly string[])[])
        for (const field of index) expect(columns as readonly string[], `${name} ${field}`).toContain(field);
  });

  it('gives every operation somebody or the server to do it, and a place', () => {
    for (const { name, roles, terminals, decidedAt } of Object.values(operations)) {
      expect(terminals.length, name).toBeGreaterThan(0);
      if (roles.length === 0) expect([name, decidedAt, terminals]).toEqual([name, 'central', ['server']]);
    }
  });

  it('has every change made by some operation, or by a program of its own accord, and by nobody else', () => {
    // Nobody asks for what a gateway tells: it is no operation of the registry.
    const all = [...Object.values(operations), centre.recordGatewayPayment, centre.recordGatewayRefund];
    const made = new Set(all.flatMap(({ makes }) => makes.map(({ name }) => name)));
    const unasked = new Set([...centre.unaskedChanges, ...centre.followUpChanges]);
    expect([...made].filter((name) => unasked.has(name))).toEqual([]);
    expect([...made, ...unasked].sort()).toEqual(changes.map(({ name }) => name).sort());
  });

  it('lets no terminal decide what only the server may say', () => {
    const central = new Set(changes.filter((one) => 'central' in one && one.central).map(({ name }) => name));
    for (const { name, decidedAt, makes } of Object.values(operations)) {
      expect(makes.length, name).toBeGreaterThan(0);
      if (decidedAt === 'terminal')
        expect(
          makes.filter((change) => central.has(change.name)),
          name,
        ).toEqual([]);
    }
  });

  it('reads nothing of a patient unlogged but in lists', () => {
    const logged = Object.values(queries).filter((query) => query.patientId);
    expect(logged.map(({ name }) => name).sort()).toEqual([
      ...[
        'accountStatement',
        'appointmentsOfPatient',
        'documentsOfPatient',
        'encounterOfVisit',
        'patientLedger',
        'patientProfile',
        'refundableMoney',
      ],
    ]);
  });

  it('imports only by operations it has', () => {
    for (const { operation } of importKinds) expect(Object.keys(operations)).toContain(operation);
  });
});
