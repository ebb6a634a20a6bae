import { createRouterClient, type RouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { payOnce, RAVI_AND_VISIT, VISIT } from '../../../tests/fixtures/one-payment.ts';
import { type FixtureUser, OneTerminal, PASSWORD } from '../../../tests/fixtures/one-terminal.ts';
import { ReceiptPrinter, readEscPos } from '../../../tests/fixtures/receipt-printer.ts';
import { DRAWER_PULSE } from '../printing/drawer-pulse.ts';
import { MOST_JOBS } from '../printing/queue/print-queue.ts';
import type { Connection } from './connection.ts';
import { buildRouter, type CounterRouter } from './router.ts';

/** A manager who also sits at the counter, so that one window is enough for the test. */
const RAVI: FixtureUser = { id: 'user-ravi', login: 'ravi', roles: ['cashier', 'manager'] };

let one: OneTerminal;
let printer: ReceiptPrinter;
let call: RouterClient<CounterRouter>;

const connect = () => {
  const connection: Connection = { sessionId: null };
  call = createRouterClient(buildRouter(one.terminal), { context: { connection } });
};
const login = () => call.session.login({ login: 'ravi', password: PASSWORD });
const refused = (code: string) => ({ ok: false, refusal: { code } });

beforeEach(async () => {
  printer = await new ReceiptPrinter().switchOn();
  printer.status = 0x12;
  one = new OneTerminal('cashier', [RAVI], RAVI_AND_VISIT);
  await one.startEnrolled();
  connect();
  await login();
  const roll = { target: 'network', host: '127.0.0.1', port: printer.port, name: 'Roll', paper: '80mm' } as const;
  const printers = [{ ...roll, letterhead: 'printed', language: 'en' } as const];
  const set = await call.operations.setPrinters({ printers, routes: { receipt: 'Roll' }, receiptsAtOnce: true });
  expect(set).toMatchObject({ ok: true });
});
afterEach(async () => {
  await one.terminal.close();
  await printer.switchOff();
});

describe('a printer of this terminal', () => {
  it('is sent the receipt that is in the log', async () => {
    const { paymentId, receiptNumber } = await payOnce(call);
    const sent = await call.printing.send({ paper: 'receipt', of: { paymentId } });
    expect(sent).toMatchObject({ ok: true, result: { name: receiptNumber, printer: 'Roll', state: 'waiting' } });
    await one.terminal.prints.run();
    expect(readEscPos(printer.papers[0] ?? new Uint8Array()).text).toContain(receiptNumber);
    expect(await call.printing.jobs()).toEqual({ ok: true, result: [] });
    expect(one.told).toContainEqual({ kind: 'printing' });
  });

  it('that fails undoes nothing: the payment stands, and the receipt waits for it, over a restart too', async () => {
    await printer.switchOff();
    const { paymentId, receiptNumber } = await payOnce(call);
    await call.printing.send({ paper: 'receipt', of: { paymentId } });
    await one.terminal.prints.run();
    expect(await call.printing.jobs()).toMatchObject({ result: [{ name: receiptNumber, problem: 'printer-refuses' }] });
    expect(await call.queries.paymentDocument({ paymentId })).toMatchObject({ ok: true, result: { receiptNumber } });
    await one.restart();
    connect();
    await login();
    await printer.switchOn();
    one.pass(5_000);
    await one.terminal.prints.run();
    expect(readEscPos(printer.papers[0] ?? new Uint8Array()).text).toContain(receiptNumber);
  });

  it('prints a duplicate in the language of its original, not in its own', async () => {
    const { paymentId } = await payOnce(call);
    const receipt = { paper: 'receipt' as const, of: { paymentId } };
    await call.printing.print({ ...receipt, language: 'hi' });
    await call.printing.send(receipt);
    await one.terminal.prints.run();
    const page = readEscPos(printer.papers[0] ?? new Uint8Array());
    expect(page.text).not.toContain('Receipt no.');
    expect(page.pictures.length).toBeGreaterThan(0);
    expect(one.logged('printDocument').map(({ body }) => body)).toMatchObject([
      { language: 'hi' },
      { duplicate: 1, language: 'hi' },
    ]);
  });

  it('prints a page to try it, in both scripts', async () => {
    expect(await call.printing.test({ printer: 'Roll' })).toMatchObject({ ok: true });
    await one.terminal.prints.run();
    const page = readEscPos(printer.papers[0] ?? new Uint8Array());
    expect(page.text).toContain('TEST PAGE');
    expect(page).toMatchObject({ qr: 'Counterfoil T01 Roll', cuts: 1 });
    expect(page.pictures.length).toBeGreaterThan(0);
  });

  it('is not asked for what nobody chose it for, by nobody, or under a name it has not', async () => {
    const { tillId } = await payOnce(call);
    expect(await call.printing.send({ paper: 'x', of: { tillId } })).toMatchObject(refused('printer-not-chosen'));
    expect(await call.printing.send({ paper: 'x', of: { tillId }, printer: 'Attic' })).toMatchObject(refused('printer-unknown'));
    expect(await call.printing.send({ paper: 'x', of: { tillId }, printer: 'Roll' })).toMatchObject({ ok: true });
    expect(await call.printing.again({ id: 'none' })).toMatchObject(refused('print-job-unknown'));
    expect(await call.printing.systemPrinters()).toEqual({ ok: true, result: [] });
    await call.session.logout();
    expect(await call.printing.jobs()).toMatchObject({ ok: false });
    expect(await call.printing.test({ printer: 'Roll' })).toMatchObject({ ok: false });
  });
});

describe('a numbered print that did not come to its end', () => {
  const papers = () => printer.papers.map((paper) => readEscPos(paper).text);
  const failures = () => one.logged('notePrintFailure').map(({ body }) => body);
  async function unsent() {
    await printer.switchOff();
    const { paymentId, receiptNumber } = await payOnce(call);
    const job = await call.printing.send({ paper: 'receipt', of: { paymentId } });
    await one.terminal.prints.run();
    return { paymentId, receiptNumber, id: job.ok ? job.result.id : '' };
  }

  it('of which nothing was sent goes again as the same print, and the log says why', async () => {
    const { id, receiptNumber } = await unsent();
    await printer.switchOn();
    expect(await call.printing.again({ id })).toEqual({ ok: true, result: null });
    await one.terminal.prints.run();
    expect(papers()).toEqual([expect.not.stringContaining('DUPLICATE')]);
    const said = { number: receiptNumber, duplicate: 0, printer: 'Roll', problem: 'printer-refuses', nothingPrinted: true };
    expect(failures()).toEqual([{ ...said, ending: 'sent-again' }]);
  });

  it('of which nothing was sent and which is given up leaves the original to be printed', async () => {
    const { id, paymentId } = await unsent();
    expect(await call.printing.drop({ id })).toEqual({ ok: true, result: null });
    expect(failures()).toMatchObject([{ nothingPrinted: true, ending: 'given-up' }]);
    await printer.switchOn();
    for (let copy = 0; copy < 2; copy++) await call.printing.send({ paper: 'receipt', of: { paymentId } });
    await one.terminal.prints.run();
    expect(papers()).toEqual([expect.not.stringContaining('DUPLICATE'), expect.stringContaining('DUPLICATE 1')]);
  });

  it('which may be on paper is never repeated by itself, and is a duplicate when somebody prints it again', async () => {
    printer.mood = 'hangs';
    const { paymentId } = await payOnce(call);
    const sent = await call.printing.send({ paper: 'receipt', of: { paymentId } });
    const id = sent.ok ? sent.result.id : '';
    void one.terminal.prints.run();
    await vi.waitFor(async () => expect(await call.printing.jobs()).toMatchObject({ result: [{ state: 'sending' }] }));
    expect(await call.printing.again({ id })).toMatchObject(refused('print-job-unknown'));
    await one.restart();
    connect();
    await login();
    printer.mood = 'prints';
    await one.terminal.prints.run();
    expect(await call.printing.jobs()).toMatchObject({ result: [{ state: 'unsure', nothingPrinted: false }] });
    expect(await call.printing.again({ id })).toEqual({ ok: true, result: null });
    await one.terminal.prints.run();
    expect(papers().at(-1)).toContain('DUPLICATE 1');
    expect(await call.printing.jobs()).toEqual({ ok: true, result: [] });
    expect(failures()).toMatchObject([{ duplicate: 0, nothingPrinted: false, ending: 'printed-anew' }]);
  });

  it('is not in the log as printed where the queue takes no more', { timeout: 30_000 }, async () => {
    const { paymentId } = await payOnce(call);
    await printer.switchOff();
    for (let waits = 0; waits < MOST_JOBS; waits++) await call.printing.test({ printer: 'Roll' });
    expect(await call.printing.send({ paper: 'receipt', of: { paymentId } })).toMatchObject(refused('print-queue-full'));
    const prints = await call.queries.printsOfDocument({ kind: 'receipt', subjectId: paymentId });
    expect(prints).toMatchObject({ result: { printed: false } });
  });
});

describe('the cash drawer on a printer', () => {
  const papers = () => printer.papers.map((paper) => readEscPos(paper));
  const opens = () => one.logged('openDrawer').length;
  const withDrawer = async (opensDrawer: boolean) => {
    const { printers, routes, receiptsAtOnce } = (await here()).result;
    const set = { printers: printers.map((each) => ({ ...each, opensDrawer })), routes, receiptsAtOnce };
    expect(await call.operations.setPrinters(set as never)).toMatchObject({ ok: true });
  };
  async function here() {
    const answer = await call.queries.printersHere({});
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer;
  }
  async function sendReceipt(paymentId: string) {
    await call.printing.send({ paper: 'receipt', of: { paymentId } });
    await one.terminal.prints.run();
    return papers().at(-1);
  }

  it('opens with the receipt of a payment in cash, with the first print alone', async () => {
    await withDrawer(true);
    const { paymentId, receiptNumber } = await payOnce(call);
    const original = await sendReceipt(paymentId);
    expect(original).toMatchObject({ pulses: 1, cuts: 1, unknown: [], text: expect.stringContaining(receiptNumber) });
    // Before anything is printed, after the three bytes that ask for its state.
    expect(printer.papers[0]?.indexOf(DRAWER_PULSE)).toBe(3);
    expect(await sendReceipt(paymentId)).toMatchObject({ pulses: 0, text: expect.stringContaining('DUPLICATE 1') });
    await call.printing.test({ printer: 'Roll' });
    await one.terminal.prints.run();
    expect(papers().at(-1)).toMatchObject({ pulses: 0 });
  });

  it('stays shut where the printer has none, and for paper that is no original of a payment', async () => {
    const { paymentId, tillId } = await payOnce(call);
    expect(await sendReceipt(paymentId)).toMatchObject({ pulses: 0 });
    await withDrawer(true);
    await call.printing.send({ paper: 'x', of: { tillId }, printer: 'Roll' });
    await one.terminal.prints.run();
    expect(papers().at(-1)).toMatchObject({ pulses: 0, text: expect.stringContaining('X REPORT') });
  });

  it('stays shut for a payment without cash', async () => {
    await withDrawer(true);
    await call.operations.openTill({ openingFloatMinor: 50_000 });
    const invoice = await call.operations.issueInvoice({ visitId: VISIT });
    if (!invoice.ok) throw new Error(invoice.refusal.code);
    const { invoiceId, totalMinor } = invoice.result;
    const tenders = [{ kind: 'card' as const, amountMinor: totalMinor, reference: 'APPR-1', lastFour: '4242' }];
    const paid = await call.operations.recordPayment({ invoiceId, tenders, attemptId: 'attempt-1' });
    if (!paid.ok) throw new Error(paid.refusal.code);
    expect(await sendReceipt(paid.result.paymentId)).toMatchObject({ pulses: 0, text: expect.stringContaining('Card') });
  });

  it('does not open for a receipt kept back', async () => {
    await withDrawer(true);
    const { paymentId } = await payOnce(call);
    one.pass(6 * 60_000);
    await call.session.unlock({ password: PASSWORD });
    expect(await sendReceipt(paymentId)).toMatchObject({ pulses: 0, text: expect.not.stringContaining('DUPLICATE') });
  });

  it('does not open by itself when its printer comes back', async () => {
    await withDrawer(true);
    await printer.switchOff();
    const { paymentId, receiptNumber } = await payOnce(call);
    await call.printing.send({ paper: 'receipt', of: { paymentId } });
    await one.terminal.prints.run();
    await printer.switchOn();
    one.pass(31_000);
    await one.terminal.prints.run();
    expect(papers()).toMatchObject([{ pulses: 0, text: expect.stringContaining(receiptNumber) }]);
  });

  it('opens without a sale once that is in the log, and prints nothing', async () => {
    await withDrawer(true);
    expect(await call.printing.openDrawer({ reason: 'change' })).toMatchObject(refused('no-open-till'));
    expect([printer.papers, opens()]).toEqual([[], 0]);
    await payOnce(call);
    expect(await call.printing.openDrawer({ reason: ' ' })).toMatchObject(refused('invalid-input'));
    expect(await call.printing.openDrawer({ reason: 'change' })).toEqual({
      ok: true,
      result: { noSales: 1, staysShut: null },
    });
    expect(papers()).toMatchObject([{ pulses: 1, text: '', cuts: 0 }]);
    expect(one.logged('openDrawer')).toMatchObject([{ body: { reason: 'change' } }]);
  });

  it('that stays shut is said, and stays noted as opened', async () => {
    await withDrawer(true);
    await payOnce(call);
    await printer.switchOff();
    const answer = await call.printing.openDrawer({ reason: 'change' });
    expect(answer).toEqual({ ok: true, result: { noSales: 1, staysShut: { printer: 'Roll', problem: 'printer-refuses' } } });
    expect(opens()).toBe(1);
    expect(await call.printing.jobs()).toEqual({ ok: true, result: [] });
  });

  it('stays shut in training, in which nothing is printed either', async () => {
    await withDrawer(true);
    expect(await call.operations.beginTraining({ reason: 'Ravi learns' })).toMatchObject({ ok: true });
    const { paymentId } = await payOnce(call);
    const receipt = { paper: 'receipt' as const, of: { paymentId } };
    expect(await call.printing.send(receipt)).toMatchObject(refused('no-paper-in-training'));
    expect(await call.printing.document(receipt)).toMatchObject(refused('no-paper-in-training'));
    expect(await call.printing.openDrawer({ reason: 'change' })).toMatchObject({ ok: true, result: { staysShut: null } });
    await one.terminal.prints.run();
    expect(printer.papers).toEqual([]);
  });

  it('that hangs on no printer is opened by a person, and noted all the same', async () => {
    await payOnce(call);
    const answer = await call.printing.openDrawer({ reason: 'change' });
    expect(answer).toEqual({ ok: true, result: { noSales: 1, staysShut: null } });
    expect([opens(), printer.papers]).toEqual([1, []]);
  });
});
