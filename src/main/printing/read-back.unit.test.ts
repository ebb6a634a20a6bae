import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { PaperFormat, PaperLanguage } from '#domain/kernel/paper-kinds.ts';
import { queries } from '#domain/registry.ts';
import { readReceiptText } from '#protocol/receipt-qr.ts';
import { everyPaper, type PaperCase } from '../../../tests/fixtures/every-paper.ts';
import { readPdf } from '../../../tests/fixtures/pdf.ts';
import { counterfoil } from '../../../tests/fixtures/printed.ts';
import type { Letterhead } from './documents.ts';
import { layoutOf, PAPERS } from './papers.ts';
import { layoutAsPdf } from './pdf-papers.ts';

const { world, cases } = everyPaper();

interface Look {
  readonly format: PaperFormat;
  readonly language: PaperLanguage;
  readonly duplicate?: number;
  readonly preprinted?: boolean;
}

function documentOf({ kind, who, of, name }: PaperCase) {
  const paper = PAPERS[kind];
  const document = world.ask(who, queries[paper.query] as never, of as never) as { letterhead: Letterhead } | null;
  if (!document) throw new Error(`there is no ${name}`);
  const { number, amountMinor } = paper.original?.(document) ?? {};
  const qr = number === undefined ? null : { ...counterfoil, number, amountMinor: amountMinor ?? 0 };
  return { paper, document, qr };
}

function pdfOf(one: PaperCase, { format, language, duplicate = 0, preprinted = false }: Look): Promise<Uint8Array> {
  const { paper, document, qr } = documentOf(one);
  return layoutAsPdf(layoutOf(paper, document, qr, language, qr ? { duplicate } : undefined), format, { preprinted });
}

/** Both readers read the same one. */
const onRoll = new Map<string, Promise<Uint8Array>>();
function rollOf(one: PaperCase): Promise<Uint8Array> {
  const pdf = onRoll.get(one.name) ?? pdfOf(one, { format: '80mm', language: 'en' });
  onRoll.set(one.name, pdf);
  return pdf;
}

const mm = (points: number) => (points * 25.4) / 72;
const numbered = cases.filter(({ number }) => number !== undefined);
const close = (text: string) => text.replace(/\s/g, '');

it('every kind of paper is here', () => {
  expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(Object.keys(PAPERS)));
});

describe.each(cases)('$name, read back from its PDF', { timeout: 30_000 }, (one) => {
  const { number = '', says, figures, inWords, hindi } = one;

  it('on a roll of 80 mm says what it is, whose, and how much; its QR is its counterfoil', async () => {
    const { text, qr, width, pages } = await readPdf(await rollOf(one), { qr: number !== '' });
    for (const words of ['Smile Dental', 'Main Street', number, ...says, ...figures, inWords ?? ''])
      expect(text).toContain(words);
    expect(text).not.toMatch(/DUPLICATE|undefined|NaN|null/);
    expect([Math.round(mm(width)), pages]).toEqual([80, 1]);
    const { qr: said } = documentOf(one);
    expect(qr && readReceiptText(qr)).toEqual(said);
  });

  it('on a sheet, in Hindi, is a duplicate of the same amounts', async () => {
    const format = number === '' ? 'a4' : 'a5';
    const { text, qr, pages } = await readPdf(await pdfOf(one, { format, language: 'hi', duplicate: 2 }), { qr: number !== '' });
    for (const words of [number, ...figures, ...hindi]) expect(close(text)).toContain(close(words));
    expect(text).not.toMatch(/Cashier|Total|Date|undefined|NaN|null/);
    expect(text.includes('DUPLICATE 2')).toBe(number !== '');
    expect(pages).toBe(1);
    expect(qr && readReceiptText(qr)).toEqual(documentOf(one).qr);
  });

  it('is read by another program too', async ({ skip }) => {
    if (spawnSync('pdftotext', ['-v']).error) skip('pdftotext (poppler-utils) is not on this machine');
    const input = await rollOf(one);
    const { stdout } = spawnSync('pdftotext', ['-layout', '-enc', 'UTF-8', '-', '-'], { input, encoding: 'utf8' });
    const text = stdout.replace(/\s+/g, ' ');
    for (const words of ['Smile Dental', number, ...figures, inWords ?? '']) expect(text).toContain(words);
  });
});

describe.each(numbered)('$name on preprinted paper', { timeout: 30_000 }, (one) => {
  it('leaves the room of the letterhead free', async () => {
    const sheet = { format: 'a5', language: 'en' } as const;
    const [own, preprinted] = [await pdfOf(one, sheet), await pdfOf(one, { ...sheet, preprinted: true })];
    const [withHead, without] = [await readPdf(own, { qr: false }), await readPdf(preprinted, { qr: false })];
    expect(mm(withHead.firstLine)).toBeLessThan(35);
    expect(mm(without.firstLine)).toBeGreaterThan(35);
    expect(withHead.text).toContain('Smile Dental');
    expect(without.text).not.toMatch(/Smile Dental|Main Street|100 Feet Road|080 4000 1000/);
    expect(without.text).toContain(one.number);
  });
});
