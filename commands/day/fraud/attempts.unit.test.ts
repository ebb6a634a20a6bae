import { describe, expect, it } from 'vitest';
import { refuse } from '#domain/kernel/refusal.ts';
import { Attempts, attemptsTable } from './attempts.ts';

const no = (code: string) => Promise.resolve({ ok: false as const, refusal: refuse(code) });
const yes = Promise.resolve({ ok: true as const, result: null });

describe('attempts at fraud', () => {
  it('are caught where they are refused for the right reason, and by nothing where they are granted', async () => {
    const attempts = new Attempts();
    await attempts.refused('one', 'Cashier 1', no('approval-spent'), 'approval-spent', 'request-differs');
    await attempts.refused('another', 'Cashier 1', no('no-open-till'), 'approval-spent');
    await attempts.refused('a third', 'Cashier 2', yes, 'approval-spent');
    expect(attempts.made).toEqual([
      { attempt: 'one', caught: 'refused', where: 'Cashier 1: approval-spent' },
      { attempt: 'another', caught: null, where: 'Cashier 1: no-open-till' },
      { attempt: 'a third', caught: null, where: 'Cashier 2: granted' },
    ]);
  });

  it('that leave a trace are caught when it is found, and told in a table', async () => {
    const attempts = new Attempts();
    attempts.leaves('a reprint', 'fraud-pack', async () => 'fraud pack, reprints');
    attempts.leaves('a clock set back', 'exception', async () => null);
    await attempts.look();
    expect(attemptsTable(attempts.made)).toEqual([
      'a reprint         → fraud-pack  fraud pack, reprints',
      'a clock set back  → NOT CAUGHT  left no trace',
    ]);
  });
});
