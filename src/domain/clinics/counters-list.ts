import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineQuery } from '../kernel/operation.ts';
import { type Terminal, terminal } from '../terminals/terminal.ts';
import { branch } from './branch.ts';
import { type Counter, counter } from './counter.ts';

export interface CounterListed extends Counter {
  readonly branchName: string;
  /** The machine that stands there; null while there is none. */
  readonly terminal: Pick<Terminal, 'code' | 'state' | 'epoch'> | null;
}

/** Counters, of one branch or of all. */
export const countersList = defineQuery({
  name: 'countersList',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office'],
  input: z.strictObject({ branchId: id.optional() }),
  read: ({ branchId }, { reader }): readonly CounterListed[] =>
    reader.find(counter, branchId ? { branchId } : {}, { orderBy: 'name', limit: 1000 }).map((one) => {
      const machine = one.terminalId ? reader.get(terminal, one.terminalId) : undefined;
      return {
        ...one,
        branchName: reader.get(branch, one.branchId)?.name ?? '',
        terminal: machine ? { code: machine.code, state: machine.state, epoch: machine.epoch } : null,
      };
    }),
});
