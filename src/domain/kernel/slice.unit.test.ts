import { expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { defineQuery } from './operation.ts';
import { defineSlice, together } from './slice.ts';

const queryOf = <Name extends string>(name: Name) =>
  defineQuery({ name, roles: ['cashier'], terminals: ['cashier'], input: z.strictObject({}), read: () => name });
const [open, shut] = [queryOf('open'), queryOf('shut')];

it('puts slices together, each part under its name and with its type', () => {
  const { operations, queries, changes, records } = together([
    defineSlice({ queries: { open } }),
    defineSlice({ queries: { shut } }),
  ]);
  expect(queries).toEqual({ open, shut });
  expectTypeOf(queries).toEqualTypeOf<{ readonly open: typeof open; readonly shut: typeof shut }>();
  expect([operations, changes, records]).toEqual([{}, [], []]);
});

it('refuses two parts of one name', () => {
  const twice = [defineSlice({ queries: { open } }), defineSlice({ queries: { open: shut } })];
  expect(() => together(twice)).toThrow('open is in the registry twice');
});
