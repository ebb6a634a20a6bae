import { beforeEach, describe, expect, it } from 'vitest';
import { AS_SENT } from '#domain/invoices/bill-asked.ts';
import { type UnissuedChange, unissuedChanges } from './unissued-changes.ts';

const TOOTHPASTE = { serviceId: 'toothpaste', quantity: 1, tooth: null };
const change: UnissuedChange = {
  after: null,
  asked: { ...AS_SENT, added: [TOOTHPASTE] },
  dueMinor: 114_700,
  byUserId: 'asha',
  byName: 'Asha',
};

describe('the changes of bills that are not issued', () => {
  beforeEach(() => {
    for (const visitId of unissuedChanges.get().keys()) unissuedChanges.drop(visitId);
  });

  it('stay until they are dropped, each with its own visit', () => {
    unissuedChanges.keep('one', change);
    unissuedChanges.keep('other', { ...change, dueMinor: 5_000 });
    unissuedChanges.drop('other');
    expect([...unissuedChanges.get()]).toEqual([['one', change]]);
  });

  it('are nothing where all was taken off again, whatever reason is left', () => {
    unissuedChanges.keep('one', change);
    unissuedChanges.keep('one', { ...change, asked: { ...AS_SENT, reason: 'old patient' } });
    expect(unissuedChanges.get().size).toBe(0);
  });

  it('tell those who listen, and are the same thing while nothing changed', () => {
    let heard = 0;
    const stop = unissuedChanges.subscribe(() => {
      heard += 1;
    });
    unissuedChanges.keep('one', change);
    const kept = unissuedChanges.get();
    unissuedChanges.drop('unknown');
    expect(unissuedChanges.get()).toBe(kept);
    expect(heard).toBe(1);
    stop();
    unissuedChanges.drop('one');
    expect(heard).toBe(1);
  });
});
