import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cash, payingClinic } from '../../../tests/fixtures/paying-clinic.ts';
import { invoiceIssued } from '../invoices/changes.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { seriesReport } from './series-report.ts';
import { type SeriesTally, withDocument } from './series-tally.ts';

const MINUTE = 60_000;

describe('the report of series', () => {
  it('lists each terminal’s series of the year, dense and with what they come to', () => {
    const { world, cashier, otherCashier, backOffice, services, readyVisit, bill, pay, openTill } = payingClinic();
    for (const who of [cashier, otherCashier]) openTill(who);
    for (const who of [cashier, cashier, otherCashier]) pay(who, bill(who, readyVisit(services.filling)), cash(150_000));
    const { year, series } = world.ask(backOffice, seriesReport, {});
    expect(year).toBe('2627');
    expect(
      series.map(({ firstNumber, lastNumber, documents, amountMinor, dense }) => [
        firstNumber,
        lastNumber,
        documents,
        amountMinor,
        dense,
      ]),
    ).toEqual([
      ['T02/2627/000001', 'T02/2627/000002', 2, 300_000, true],
      ['R02/2627/000001', 'R02/2627/000002', 2, 300_000, true],
      ['T05/2627/000001', 'T05/2627/000001', 1, 150_000, true],
      ['R05/2627/000001', 'R05/2627/000001', 1, 150_000, true],
    ]);
    expect(world.ask(backOffice, seriesReport, { year: '2526' }).series).toEqual([]);
    expect(world.ask(backOffice, seriesReport, { branchId: 'elsewhere' }).series).toEqual([]);
  });

  it('shows numbers that are missing or were given twice, where a terminal’s entries say so', () => {
    const { world, cashier, backOffice, services, readyVisit, bill, openTill } = payingClinic();
    openTill(cashier);
    bill(cashier, readyVisit(services.filling));
    const made = world.entries.at(-1);
    const body = invoiceIssued.shape.parse(made?.changes[0]?.body);
    const facts = world.entryOf(cashier);
    for (const sequence of [5, 5])
      world.fold([invoiceIssued.of({ ...body, invoiceId: world.newId(), sequence, number: 'T02/2627/000005' })], facts);
    const { series } = world.ask(backOffice, seriesReport, {});
    expect(series[0]).toMatchObject({ documents: 3, missing: 3, gaps: [{ from: 2, to: 4 }], repeated: 1, dense: false });
  });

  it('keeps long pauses within a day, and clocks that were set back', () => {
    const at = (minutes: number, businessDate = '2026-05-04') =>
      ({ recordedAtMs: minutes * MINUTE, businessDate, terminalId: 't', branchId: 'b' }) as EntryFacts;
    const times = [at(0), at(29), at(60), at(50), at(500), at(2000, '2026-05-05')];
    let series: SeriesTally | undefined;
    for (const [index, entry] of times.entries())
      series = withDocument(series, 's', 'invoice', { number: `T${index + 1}`, sequence: index + 1, totalMinor: 1 }, entry);
    expect(series?.pauses.map(({ fromNumber, toNumber }) => [fromNumber, toNumber])).toEqual([
      ['T4', 'T5'],
      ['T2', 'T3'],
    ]);
    expect(series).toMatchObject({ setBackCount: 1, setBacks: [{ fromNumber: 'T3', toNumber: 'T4' }] });
  });

  it('is dense exactly when every number was given once', () => {
    const sequences = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 30 });
    const entry = { recordedAtMs: 0, businessDate: '2026-05-04', terminalId: 't', branchId: 'b' } as EntryFacts;
    const tallyOf = (all: readonly number[]) =>
      all.reduce<SeriesTally | undefined>(
        (series, sequence) => withDocument(series, 's', 'invoice', { number: `T${sequence}`, sequence, totalMinor: 1 }, entry),
        undefined,
      );
    fc.assert(
      fc.property(sequences, fc.integer({ min: 1, max: 40 }), (all, many) => {
        const inOrder = tallyOf(Array.from({ length: many }, (_, at) => at + 1));
        expect(inOrder).toMatchObject({ missing: 0, repeated: 0, documents: many, last: many });
        const tally = tallyOf(all);
        const isDense = all.every((sequence, at) => sequence === at + 1);
        expect(tally?.missing === 0 && tally.repeated === 0).toBe(isDense);
        expect(tally?.documents).toBe(all.length);
      }),
    );
  });
});
