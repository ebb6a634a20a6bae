import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ReceiptPrinter, readEscPos } from '../../../../tests/fixtures/receipt-printer.ts';
import { openDatabase } from '../../store/database.ts';
import { PrinterTrouble, sendToPort } from './network-printer.ts';
import { MOST_JOBS, PrintQueue } from './print-queue.ts';
import { PrintStore } from './print-store.ts';

const NOON_MS = Date.UTC(2026, 10, 21, 6, 30);

let dataDir: string;
let printer: ReceiptPrinter;
let nowMs: number;
let queue: PrintQueue;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'counterfoil-print-'));
  nowMs = NOON_MS;
  printer = await new ReceiptPrinter().switchOn();
  printer.status = 0x12;
  queue = open();
});
afterEach(async () => {
  await queue.close();
  await printer.switchOff();
});

function open(): PrintQueue {
  const systemPrinters = { names: async () => ['HP'], print: vi.fn(async () => {}) };
  return new PrintQueue({ store: new PrintStore(dataDir), nowMs: () => nowMs, systemPrinters, changed: () => {}, manual: true });
}

const print = (name: string, at: Partial<{ printer: string; port: number }> = {}) => ({
  name,
  printer: at.printer ?? 'Roll',
  target: { target: 'network' as const, host: '127.0.0.1', port: at.port ?? printer.port },
  content: new TextEncoder().encode(`${name}\n`),
});

const texts = () => printer.papers.map((paper) => readEscPos(paper).text);

describe('the print queue', () => {
  it('prints in the order of asking, and keeps nothing of what is on paper', async () => {
    for (const name of ['one', 'two', 'three']) queue.add(print(name));
    await queue.run();
    expect(texts()).toEqual(['one', 'two', 'three']);
    expect(queue.jobs()).toEqual([]);
  });

  it('tries again after a while, longer each time, and at last waits for a person', async () => {
    await printer.switchOff();
    queue.add(print('one'));
    await queue.run();
    expect(queue.jobs()).toMatchObject([
      { name: 'one', state: 'waiting', attempts: 1, problem: 'printer-refuses', nextAtMs: NOON_MS + 2_000, nothingPrinted: true },
    ]);
    for (let attempt = 2; attempt <= 9; attempt++) {
      nowMs = queue.jobs()[0]?.nextAtMs ?? 0;
      await queue.run();
    }
    expect(queue.jobs()).toMatchObject([{ state: 'failed', attempts: 9, problem: 'printer-refuses' }]);
    expect(nowMs - NOON_MS).toBeGreaterThan(9 * 60_000);
    await printer.switchOn();
    await queue.run();
    expect(texts()).toEqual([]);
    expect(queue.again(queue.jobs()[0]?.id ?? '')).toBe(true);
    await queue.run();
    expect([texts(), queue.jobs()]).toEqual([['one'], []]);
  });

  it('keeps what waits when the program ends, and prints it when it begins again', async () => {
    await printer.switchOff();
    queue.add(print('one'));
    queue.add(print('two'));
    await queue.run();
    await queue.close();
    await printer.switchOn();
    queue = open();
    expect(queue.jobs().map(({ name }) => name)).toEqual(['one', 'two']);
    nowMs += 2_000;
    await queue.run();
    expect(texts()).toEqual(['one', 'two']);
  });

  it('asks a person about a print during which the program ended, and does not print it twice by itself', async () => {
    printer.mood = 'hangs';
    queue.add(print('one'));
    void queue.run();
    await vi.waitFor(() => expect(queue.jobs()).toMatchObject([{ state: 'sending' }]));
    await queue.close();
    printer.mood = 'prints';
    queue = open();
    await queue.run();
    expect(queue.jobs()).toMatchObject([{ name: 'one', state: 'unsure' }]);
    expect(texts()).toEqual([]);
    expect(queue.drop(queue.jobs()[0]?.id ?? '')).toBe(true);
    expect([queue.jobs(), queue.drop('none'), queue.again('none')]).toEqual([[], false, false]);
  });

  it('never repeats by itself what may have come out, though it was told of a failure', async () => {
    const failing = vi.fn(async () => {
      throw new PrinterTrouble('printer-failed');
    });
    await queue.close();
    const systemPrinters = { names: async () => ['HP'], print: failing };
    const store = new PrintStore(dataDir);
    queue = new PrintQueue({ store, nowMs: () => nowMs, systemPrinters, changed: () => {}, manual: true });
    queue.add({ ...print('one'), target: { target: 'system', deviceName: 'HP', paper: 'a5' } });
    for (let look = 0; look < 3; look++) {
      await queue.run();
      nowMs += 60_000;
    }
    expect(failing).toHaveBeenCalledTimes(1);
    expect(queue.jobs()).toMatchObject([{ state: 'unsure', problem: 'printer-failed', nothingPrinted: false }]);
  });

  it('takes over what waits in the file of an earlier program, of which nobody knows if something came out', async () => {
    await queue.close();
    dataDir = mkdtempSync(join(tmpdir(), 'counterfoil-print-'));
    const old = openDatabase(join(dataDir, 'printing.sqlite'));
    old.exec(`CREATE TABLE print_job (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, printer TEXT NOT NULL, target TEXT NOT NULL, content BLOB NOT NULL,
      state TEXT NOT NULL, attempts INTEGER NOT NULL, problem TEXT, askedAtMs INTEGER NOT NULL, nextAtMs INTEGER NOT NULL
    ) STRICT`);
    old.exec(`INSERT INTO print_job VALUES ('j', 'old', 'Roll', '{}', x'00', 'failed', 9, 'printer-refuses', 1, 1)`);
    old.close();
    queue = open();
    expect(queue.jobs()).toMatchObject([{ name: 'old', state: 'failed', nothingPrinted: false, print: null }]);
    expect(queue.add(print('new'))).toMatchObject({ nothingPrinted: true, print: null });
  });

  it('holds up no other printer', async () => {
    const other = await new ReceiptPrinter().switchOn();
    other.status = 0x12;
    await printer.switchOff();
    queue.add(print('one'));
    queue.add(print('two', { printer: 'Other', port: other.port }));
    await queue.run();
    expect(other.papers).toHaveLength(1);
    expect(queue.jobs().map(({ name }) => name)).toEqual(['one']);
    await other.switchOff();
  });

  it('takes only so many', () => {
    for (let index = 0; index < MOST_JOBS; index++) expect(queue.add(print(`${index}`))).toBeDefined();
    expect(queue.add(print('more'))).toBeUndefined();
  });

  it('puts a damaged file aside', async () => {
    await queue.close();
    writeFileSync(join(dataDir, 'printing.sqlite'), 'this is no database, it is a text that is long enough to look like one');
    queue = open();
    expect(queue.jobs()).toEqual([]);
    expect(queue.add(print('one'))).toBeDefined();
  });
});

describe('a network printer', () => {
  const quick = { sendMs: 300, statusMs: 50, hangUpMs: 50 };
  const send = (port = printer.port) =>
    sendToPort({ host: '127.0.0.1', port }, new Uint8Array(10), new AbortController().signal, quick);

  it('that answers nothing about its paper is believed to have some', async () => {
    printer.status = null;
    await send();
    await vi.waitFor(() => expect(printer.papers).toHaveLength(1));
  });

  it.each([
    ['has no paper', 0x32, 'printer-out-of-paper'],
    ['stands open', 0x16, 'printer-cover-open'],
    ['has an error', 0x52, 'printer-error'],
  ])('that %s says so, and is sent nothing', async (_what, status, problem) => {
    printer.status = status;
    await expect(send()).rejects.toMatchObject({ problem, nothingPrinted: true });
    expect(printer.papers).toEqual([]);
  });

  it('that hangs up at once, or is not there, is no printer', async () => {
    printer.mood = 'drops';
    await expect(send()).rejects.toMatchObject({ problem: 'printer-cut-off' });
    await printer.switchOff();
    await expect(send()).rejects.toMatchObject({ problem: 'printer-refuses', nothingPrinted: true });
  });
});
