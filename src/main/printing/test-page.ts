import type { Printer } from '#domain/kernel/printer.ts';
import type { Layout } from './layout.ts';
import { wordsOf } from './words.ts';

/** A page that shows whether a printer prints both scripts, in its width, and cuts. */
export function testPage({ name, paper, language }: Printer, terminalCode: string): Layout {
  const words = wordsOf(language);
  return {
    name: `${words.testPage} ${name}`,
    heading: { name: 'Counterfoil', lines: [] },
    blocks: [
      { kind: 'title', text: words.testPage },
      {
        kind: 'rows',
        rows: [
          [words.terminal, terminalCode],
          [name, paper],
          [words.amount, '₹12,34,567.89', true],
        ],
      },
      { kind: 'text', text: 'The quick brown fox jumps over the lazy dog. 0123456789' },
      { kind: 'text', text: 'नमस्ते, यह एक परीक्षण पृष्ठ है। ०१२३४५६७८९' },
      { kind: 'qr', text: `Counterfoil ${terminalCode} ${name}`, captions: [] },
    ],
  };
}
