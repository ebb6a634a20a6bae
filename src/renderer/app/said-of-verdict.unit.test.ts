import { expect, it } from 'vitest';
import { flags } from '../app/i18n/en/flags.ts';
import { saidOfVerdict } from './said-of-verdict.ts';

const nameOf = (flag: string) => flags[flag as keyof typeof flags] ?? flag;

it('what the server found odd is said in words, each once', () => {
  expect(saidOfVerdict({ late: false, flags: ['no-open-till'] }, nameOf)).toBe('no open till');
  expect(saidOfVerdict({ late: false, flags: ['visit-invoiced', 'invoice-doubled', 'totals-differ'] }, nameOf)).toBe(
    'billed twice; does not add up',
  );
  expect(saidOfVerdict({ late: true, flags: ['time-unproven'] }, nameOf)).toBe(
    'arrived after the lock; its time cannot be proven',
  );
});
