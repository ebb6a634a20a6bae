import { sum } from '../../kernel/money.ts';
import type { WatchRule } from './watch-rule.ts';

/**
 * Numbers of UPI payments and transfers that stand on more than one receipt: one transfer for a family, or one message shown twice
 * and the cash of the second bill in a pocket. Value: receipts beyond the first.
 */
export const sharedReferences: WatchRule = {
  name: 'shared-references',
  unit: 'count',
  threshold: { byDefault: 0, min: 0, max: 20 },
  notes: [],
  find: ({ shared }) =>
    shared.flatMap(({ reference, receipts }) => {
      const last = receipts.at(-1);
      if (!last) return [];
      const count = receipts.length - 1;
      const name = `${reference}: ${receipts.map(({ number }) => number).join(', ')} · ${last.cashierName}`;
      const amountMinor = sum(receipts.slice(1).map((one) => one.amountMinor));
      return [{ about: 'receipt', id: last.id, name, value: count, count, amountMinor, atMs: last.atMs }];
    }),
};
