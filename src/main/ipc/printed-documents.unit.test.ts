import { createRouterClient, type RouterClient } from '@orpc/server';
import { afterEach, describe, expect, it } from 'vitest';
import { payOnce, RAVI_AND_VISIT, VISIT } from '../../../tests/fixtures/one-payment.ts';
import { OneTerminal, PASSWORD, RAVI } from '../../../tests/fixtures/one-terminal.ts';
import { readPdf } from '../../../tests/fixtures/pdf.ts';
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

async function wordsOf(answer: Awaited<ReturnType<Awaited<ReturnType<typeof cashier>>['printing']['print']>>): Promise<string> {
  if (!answer.ok) throw new Error(answer.refusal.code);
  return (await readPdf(new Uint8Array(Buffer.from(answer.result.pdfBase64, 'base64')), { qr: false })).text;
}

const entries = () => one.terminal.store.head().seq;

describe('a printed document', () => {
  it('is looked at as it was issued, as often as anybody likes, and nothing changes', async () => {
    const call = await cashier();
    const { paymentId, receiptNumber, changeMinor } = await payOnce(call);
    expect(changeMinor).toBe(150_000 - 141_600);
    const fileName = `${receiptNumber.replaceAll('/', '-')}.pdf`;
    expect(await call.printing.document(receipt(paymentId))).toEqual({ ok: true, result: { fileName, pdfBase64: pdf } });
    const before = entries();
    for (let look = 0; look < 5; look++) {
      const words = await wordsOf(await call.printing.document({ ...receipt(paymentId), format: 'a5' }));
      expect(words).toContain('PREVIEW');
      expect(words).toContain(receiptNumber);
      expect(words).not.toContain('DUPLICATE');
    }
    expect(entries()).toBe(before);
    expect(await call.queries.printsOfDocument({ kind: 'receipt', subjectId: paymentId })).toMatchObject({
      result: { printed: false, duplicates: 0 },
    });
  });

  it('is the original the first time it is printed, however late, and a counted duplicate from then on', async () => {
    const call = await cashier();
    const { paymentId } = await payOnce(call);
    one.pass(60 * MINUTE);
    await call.session.unlock({ password: PASSWORD });
    const before = entries();
    const original = await wordsOf(await call.printing.print(receipt(paymentId)));
    expect(original).not.toMatch(/PREVIEW|DUPLICATE/);
    expect(entries()).toBe(before + 1);
    for (const count of [1, 2])
      expect(await wordsOf(await call.printing.print(receipt(paymentId)))).toContain(`DUPLICATE ${count}`);
    expect(await wordsOf(await call.printing.document(receipt(paymentId)))).not.toContain('DUPLICATE');
  });

  it('is looked at and printed again in the language of its original, whatever the screen speaks', async () => {
    const call = await cashier();
    const { paymentId } = await payOnce(call);
    const title = 'रसीद सं.';
    expect(await wordsOf(await call.printing.document({ ...receipt(paymentId), language: 'en' }))).not.toContain(title);
    await call.printing.print({ ...receipt(paymentId), language: 'hi' });
    const again = await wordsOf(await call.printing.print({ ...receipt(paymentId), language: 'en' }));
    const looked = await wordsOf(await call.printing.document({ ...receipt(paymentId), language: 'en' }));
    for (const words of [again, looked]) expect(words).toContain(title);
    expect(again).toContain('DUPLICATE 1');
  });

  it('is a duplicate also after the program began anew: the log decides, not what this run remembers', async () => {
    const call = await cashier();
    const { paymentId } = await payOnce(call);
    await call.printing.print(receipt(paymentId));
    await one.restart();
    const again: RouterClient<CounterRouter> = createRouterClient(buildRouter(one.terminal), {
      context: { connection: { sessionId: null } as Connection },
    });
    await again.session.login({ login: 'ravi', password: PASSWORD });
    expect(await wordsOf(await again.printing.print(receipt(paymentId)))).toContain('DUPLICATE 1');
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
