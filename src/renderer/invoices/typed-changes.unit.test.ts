import { beforeEach, describe, expect, it } from 'vitest';
import { AS_SENT } from '#domain/invoices/bill-asked.ts';
import { figuresFor } from '../app/figures.ts';
import { fieldsOf, keptOf } from './bill-fields.ts';
import { type TypedChanges, type TypedOn, typedChanges } from './typed-changes.ts';

const figures = figuresFor({ locale: 'en-IN', currency: 'INR', timeZone: 'Asia/Kolkata' });
const on = (userId: string, asked = AS_SENT, visitId = 'visit'): TypedOn => ({
  userId,
  bill: { visit: { id: visitId }, asked, takenBack: null },
});
const typed: TypedChanges = {
  fields: { ...fieldsOf(AS_SENT, figures), discount: '10%', reason: 'Old pat' },
  kept: keptOf(AS_SENT),
  added: [{ serviceId: 'toothpaste', quantity: '2', tooth: null, name: 'Toothpaste' }],
};

describe('what somebody had typed into the changes of a bill', () => {
  beforeEach(() => {
    for (const userId of ['ravi', 'vikram']) typedChanges.drop(on(userId));
  });

  it('is theirs alone, each on its own bill, until it is dropped', () => {
    typedChanges.keep(on('ravi'), typed);
    expect(typedChanges.find(on('ravi'))).toBe(typed);
    expect(typedChanges.find(on('vikram'))).toBeUndefined();
    expect(typedChanges.find(on('ravi', AS_SENT, 'another visit'))).toBeUndefined();
    typedChanges.drop(on('ravi'));
    expect(typedChanges.find(on('ravi'))).toBeUndefined();
  });

  it('is nothing once the bill was changed by another, or is the one after a credit note', () => {
    typedChanges.keep(on('ravi'), typed);
    const byVikram = { ...AS_SENT, discounts: [{ line: null, basisPoints: 500, amountMinor: null }], reason: 'Neighbour' };
    expect(typedChanges.find(on('ravi', byVikram))).toBeUndefined();
    const takenBack = { invoiceNumber: 'T01/2627/000001', creditNoteNumber: 'C01/2627/000001', toAdvanceMinor: 0 };
    expect(typedChanges.find({ userId: 'ravi', bill: { ...on('ravi').bill, takenBack } })).toBeUndefined();
  });

  it('tells those who listen', () => {
    let heard = 0;
    const stop = typedChanges.subscribe(() => {
      heard += 1;
    });
    typedChanges.keep(on('ravi'), typed);
    typedChanges.drop(on('vikram'));
    expect(heard).toBe(1);
    stop();
  });
});
