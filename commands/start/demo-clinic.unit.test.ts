import { describe, expect, it } from 'vitest';
import { DEMO_CLINIC, DEMO_LOGINS } from './demo-clinic.ts';

describe('the demo clinic', () => {
  it('has two cashiers for its one cash counter, so that a drawer can be handed over', () => {
    const [counter, ...others] = DEMO_CLINIC.counters.filter(({ kind }) => kind === 'cashier');
    expect(others).toEqual([]);
    const there = DEMO_CLINIC.people.filter(({ counters }) => counters?.includes(counter?.name ?? ''));
    expect(there.map(({ roles }) => roles)).toEqual([['cashier'], ['cashier']]);
    expect(DEMO_LOGINS.cashier).toEqual(there.map(({ login }) => login));
  });

  it('tells on its start page of everybody who can log in, and of nobody else', () => {
    const known = [DEMO_CLINIC.administrator, ...DEMO_CLINIC.people].map(({ login }) => login);
    expect(Object.values(DEMO_LOGINS).flat().sort()).toEqual(known.sort());
  });
});
