import { z } from 'zod';
import { id, typed } from '../kernel/fields.ts';
import { defineOperation } from '../kernel/operation.ts';
import { refuse } from '../kernel/refusal.ts';
import { terminalRevoked } from './changes.ts';
import { terminal } from './terminal.ts';

/** The machine is no longer of the clinic: what it recorded before stays, it is not listened to any more. */
export const revokeTerminal = defineOperation({
  name: 'revokeTerminal',
  roles: ['administrator'],
  terminals: ['back-office', 'server'],
  decidedAt: 'central',
  makes: [terminalRevoked],
  input: z.strictObject({ terminalId: id, reason: typed(300) }),
  decide({ terminalId, reason }, { reader }) {
    const one = reader.get(terminal, terminalId);
    if (!one) return refuse('terminal-unknown');
    return {
      changes: [terminalRevoked.of({ terminalId, counterId: one.counterId, reason })],
      result: null,
      branchId: one.branchId,
    };
  },
});
