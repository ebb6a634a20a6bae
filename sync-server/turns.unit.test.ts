import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

it('lets one in at a time for each clinic, in the order they came, also after one that failed', async () => {
  const turns = new Turns();
  const inside = new Map<string, number>();
  const order: string[] = [];
  const work = (clinic: string, name: string, fails = false) =>
    turns.take(clinic, async () => {
      const others = inside.get(clinic) ?? 0;
      expect(others).toBe(0);
      inside.set(clinic, others + 1);
      await setImmediate();
      order.push(name);
      inside.set(clinic, others);
      if (fails) throw new Error(name);
      return name;
    });
  const answers = await Promise.allSettled([work('a', 'a1'), work('a', 'a2', true), work('b', 'b1'), work('a', 'a3')]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(order.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
  expect(order.indexOf('b1')).toBeLessThan(order.indexOf('a3'));
});
