import { describe, expect, it } from 'vitest';
import { sharedTransfers } from './shared-transfer.ts';

const upi = { kind: 'upi' as const, amountMinor: 100, reference: '3124 5678 9012' };
const cash = { kind: 'cash' as const, amountMinor: 100, tenderedMinor: 100 };

/** A payment whose numbers, but for 400000000001, all stand on a receipt. */
function given() {
  const looked: string[][] = [];
  const clock = { ms: 0 };
  const take = sharedTransfers(
    async (references) => {
      looked.push(references);
      const shown = references.filter((reference) => reference !== '400000000001');
      return shown.map((reference) => ({ reference, number: 'R02/2627/000001', patientName: 'Bina' }));
    },
    () => clock.ms,
  );
  return { looked, clock, take };
}

describe('a number that stands on another receipt', () => {
  it('is asked about once, with the receipt, and the next Enter takes it', async () => {
    const { clock, take } = given();
    const details = { reference: upi.reference, number: 'R02/2627/000001', patientName: 'Bina' };
    expect(await take([cash, upi])).toMatchObject({ question: { code: 'reference-shown', details } });
    clock.ms = 1000;
    expect(await take([cash, upi])).toEqual({ tenders: [cash, { ...upi, paysMore: true }] });
  });

  it('is not answered by an Enter that bounces', async () => {
    const { clock, take } = given();
    await take([upi]);
    clock.ms = 60;
    expect(await take([upi])).toMatchObject({ question: { code: 'reference-shown' } });
    clock.ms = 500;
    expect(await take([upi])).toMatchObject({ tenders: [{ paysMore: true }] });
  });

  it('is asked about anew when it is another one', async () => {
    const { clock, take } = given();
    await take([upi]);
    clock.ms = 1000;
    expect(await take([{ ...upi, reference: '499999999999' }])).toMatchObject({
      question: { details: { reference: '499999999999' } },
    });
    expect(await take([{ ...upi, reference: '400000000001' }])).toEqual({ tenders: [{ ...upi, reference: '400000000001' }] });
  });

  it('costs nothing where nothing is claimed', async () => {
    const { looked, take } = given();
    expect(await take([cash])).toEqual({ tenders: [cash] });
    expect(looked).toEqual([]);
  });
});
