import { describe, expect, it } from 'vitest';
import { counterfoil, receipt } from '../../../tests/fixtures/printed.ts';
import { layoutAsHtml } from './html.ts';
import { layoutOf, PAPERS, type Paper } from './papers.ts';

const page = (change: Partial<typeof receipt> = {}, options = {}) =>
  layoutAsHtml(layoutOf(PAPERS.receipt as Paper, { ...receipt, ...change }, counterfoil, 'en'), 'a5', options);

describe('a page for a printer of the system', () => {
  it('says what the document says, and draws its QR', () => {
    for (const words of ['Banyan Dental', 'RECEIPT', '₹20,800.00', 'size:148mm 210mm', '<svg']) expect(page()).toContain(words);
    expect(page({}, { preprinted: true })).not.toContain('Banyan Dental');
  });

  it('takes no name for a piece of the page', () => {
    const sly = page({ patientName: '<img src=x onerror="alert(1)">' });
    expect(sly).not.toContain('<img');
    expect(sly).toContain('&#60;img src=x');
    expect(sly).not.toContain('<script');
  });
});
