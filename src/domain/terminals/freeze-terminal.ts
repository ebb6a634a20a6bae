import { z } from 'zod';
import { id, typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { terminalFrozen } from './changes.ts';
import { terminal } from './terminal.ts';

/** Something about the machine is not right: it may say nothing more until it is enrolled anew. */
export const freezeTerminal = defineOperation({
  name: 'freezeTerminal',
  roles: ['administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'central',
  makes: [terminalFrozen],
  input: z.strictObject({ terminalId: id, reason: typed(300) }),
  decide({ terminalId, reason }, { reader, nowMs }) {
    const one = reader.get(terminal, terminalId);
    if (!one) return refuse('terminal-unknown');
    return {
      changes: [terminalFrozen.of({ terminalId, reason, fork: null, atMs: nowMs })],
      result: null,
      branchId: one.branchId,
    };
  },
});
