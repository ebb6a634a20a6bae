import { describe, expect, it } from 'vitest';
import { mayDo } from './may-do.ts';

const operation = { name: 'x', roles: ['cashier', 'manager'], terminals: ['cashier'] } as const;

describe('somebody may do', () => {
  it('what one of their roles may, where it is done', () => {
    expect(mayDo(operation, ['manager', 'doctor'], 'cashier')).toBeUndefined();
  });
  it('nothing that none of their roles may', () => {
    expect(mayDo(operation, ['doctor'], 'cashier')?.code).toBe('role-not-allowed');
    expect(mayDo(operation, [], 'cashier')?.code).toBe('role-not-allowed');
  });
  it('nothing at a terminal it is not for', () => {
    expect(mayDo(operation, ['manager'], 'consulting')?.code).toBe('not-at-this-terminal');
  });
});
