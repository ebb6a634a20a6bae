import { createRouterClient, type RouterClient } from '@orpc/server';
import { afterEach, describe, expect, it } from 'vitest';
import { payOnce, RAVI_AND_VISIT, VISIT } from '../../../tests/fixtures/one-payment.ts';
import { OneTerminal, PASSWORD, RAVI } from '../../../tests/fixtures/one-terminal.ts';
import type { Connection } from './connection.ts';
import { buildRouter, type CounterRouter } from './router.ts';

const MINUTE = 60_000;
let one: OneTerminal;
afterEach(() => one.terminal.close());

const refused = (code: string) => ({ ok: false, refusal: { code } });

async function cashier() {
  one = new OneTerminal('cashier', [RAVI], RAVI_AND_VISIT);
  await one.startEnrolled();
  const connection: Connection = { sessionId: null };
  const call: RouterClient<CounterRouter> = createRouterClient(buildRouter(one.terminal), { context: { connection } });
  await call.session.login({ login: 'ravi', password: PASSWORD });
  return call;
}

const receipt = (paymentId: string) => ({ paper: 'receipt' as const, of: { paymentId } });
/** The float of ₹500 and the bill of ₹1,416. */
const COUNTED = [
  { denominationMinor: 50_000, pieces: 3 },
  { denominationMinor: 100, pieces: 416 },
];
const pdf = expect.stringMatching(/^JVBERi0/);

describe('a printed document', () => {
  it('is the receipt of a payment: the original for ten minutes, then a numbered duplicate', async () => {
    const call = await cashier();
    const { paymentId, receiptNumber, changeMinor } = await payOnce(call);
    expect(changeMinor).toBe(150_000 - 141_600);
    const fileName = `${receiptNumber.replaceAll('/', '-')}.pdf`;
    expect(await call.printing.document(receipt(paymentId))).toEqual({ ok: true, result: { fileName, pdfBase64: pdf } });
    const onPaper = await call.printing.document({ ...receipt(paymentId), format: 'a5', language: 'hi' });
    expect(onPaper).toMatchObject({ ok: true, result: { pdfBase64: pdf } });
    one.pass(10 * MINUTE + 1);
    await call.session.unlock({ password: PASSWORD });
    expect(await call.printing.document(receipt(paymentId))).toMatchObject(refused('reprint-needed'));
    expect(await call.operations.reprintReceipt({ paymentId })).toMatchObject({ ok: true, result: { duplicate: 1 } });
    expect(await call.printing.document(receipt(paymentId))).toMatchObject({ ok: true });
  });

  it('is given out three times, for a printer that jams, and not a fourth', async () => {
    const call = await cashier();
    const { paymentId } = await payOnce(call);
    for (let copy = 0; copy < 3; copy++) expect(await call.printing.document(receipt(paymentId))).toMatchObject({ ok: true });
    expect(await call.printing.document(receipt(paymentId))).toMatchObject(refused('reprint-needed'));
  });

  it('is refused for what is not there, not yet closed, or wrongly asked', async () => {
    const call = await cashier();
    const { tillId } = await payOnce(call);
    expect(await call.printing.document(receipt('none'))).toMatchObject(refused('document-unknown'));
    expect(await call.printing.document({ ...receipt('x'), format: 'a3' as never })).toMatchObject(refused('invalid-input'));
    expect(await call.printing.document({ paper: 'z', of: { tillId } })).toMatchObject(refused('document-unknown'));
    expect(await call.operations.closeTill({ counts: COUNTED })).toMatchObject({ ok: true });
    expect(await call.printing.document({ paper: 'z', of: { tillId } })).toMatchObject({ ok: true, result: { pdfBase64: pdf } });
  });
});

describe('the offline lease', () => {
  it('ends new sales, and nothing else', async () => {
    const call = await cashier();
    one.pass(73 * 60 * MINUTE);
    await call.session.unlock({ password: PASSWORD });
    expect(await call.operations.issueInvoice({ visitId: VISIT })).toMatchObject(refused('lease-expired'));
    expect(await call.queries.billingList({})).toMatchObject({ ok: true, result: [{ id: VISIT }] });
    await one.terminal.syncOnce();
    await call.operations.openTill({ openingFloatMinor: 0 });
    expect(await call.operations.issueInvoice({ visitId: VISIT })).toMatchObject({ ok: true });
  });
});
