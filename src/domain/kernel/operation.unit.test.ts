import { expect, it } from 'vitest';
import { z } from 'zod';
import { defineChange } from './change.ts';
import { type DecisionContext, decisionOf, defineOperation, foreignChange } from './operation.ts';
import { refuse } from './refusal.ts';

const about = { stream: 'patients', nature: 'fact', shape: z.strictObject({}), touches: () => [] } as const;
const greeted = defineChange({ ...about, name: 'somebody.greeted.v1' });
const robbed = defineChange({ ...about, name: 'somebody.robbed.v1' });
const types = { greeted, robbed };

const greet = defineOperation({
  name: 'greet',
  roles: ['front-desk'],
  terminals: ['reception'],
  decidedAt: 'terminal',
  makes: [greeted],
  input: z.array(z.enum(['greeted', 'robbed'])),
  decide: (what) =>
    what.length === 0 ? refuse('nobody-here') : { changes: what.map((one) => types[one].of({})), result: 'hello' },
});
const context = {} as DecisionContext;

it('decides what its operation makes, or refuses', () => {
  expect(decisionOf(greet, ['greeted', 'greeted'], context)).toMatchObject({ result: 'hello' });
  expect(decisionOf(greet, [], context)).toEqual(refuse('nobody-here'));
});

it('decides nothing that its operation does not say it makes', () => {
  expect(() => decisionOf(greet, ['greeted', 'robbed'], context)).toThrow('greet made somebody.robbed.v1');
});

it('finds among changes the one that an operation does not make', () => {
  expect(foreignChange(greet, [greeted.of({}), robbed.of({})])).toEqual(robbed.of({}));
  expect(foreignChange(greet, [greeted.of({})])).toBeUndefined();
});
