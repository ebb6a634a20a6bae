import { z } from 'zod';
import { id, typed } from '../kernel/fields.ts';
import { type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { terminalDeathConfirmed, terminalDeathDeclared, terminalDeathWithdrawn } from './changes.ts';
import { type Terminal, terminal } from './terminal.ts';

const where = { roles: ['manager', 'administrator'], terminals: ['back-office', 'server'], decidedAt: 'central' } as const;

/**
 * Says that a machine will never be heard again: burnt, stolen. Nothing happens until a second person says so too, since
 * what it had not sent is then given up.
 */
export const declareTerminalDead = defineOperation({
  ...where,
  name: 'declareTerminalDead',
  makes: [terminalDeathDeclared],
  input: z.strictObject({ terminalId: id, reason: typed(300) }),
  decide({ terminalId, reason }, { reader, actor }) {
    const one = reader.get(terminal, terminalId);
    if (!one) return refuse('terminal-unknown');
    return {
      changes: [terminalDeathDeclared.of({ terminalId, byName: actor.name, reason })],
      branchId: one.branchId,
      result: null,
    };
  },
});

/**
 * The second person's word: the terminal is given up from the last entry the server holds of it. Its counter is free; the
 * machine that comes there next is a new terminal with its own numbers and the counter's next epoch.
 */
export const confirmTerminalDead = defineOperation({
  ...where,
  name: 'confirmTerminalDead',
  makes: [terminalDeathConfirmed],
  input: z.strictObject({ terminalId: id }),
  decide({ terminalId }, context) {
    const one = declared(terminalId, context);
    if (isRefusal(one)) return one;
    const { counterId, branchId, epoch } = one;
    const contact = context.contacts.find((heard) => heard.terminalId === terminalId && heard.epoch === epoch);
    const last = { lastSeq: contact?.seq ?? 0, lastHash: contact?.hash ?? '', lastContactMs: contact?.lastContactMs ?? null };
    return {
      changes: [terminalDeathConfirmed.of({ terminalId, counterId, epoch, ...last, byName: context.actor.name })],
      branchId,
      result: { lastSeq: last.lastSeq, lastContactMs: last.lastContactMs },
    };
  },
});

/** The machine was found, or was heard after all. */
export const withdrawTerminalDeath = defineOperation({
  ...where,
  name: 'withdrawTerminalDeath',
  makes: [terminalDeathWithdrawn],
  input: z.strictObject({ terminalId: id, reason: typed(300) }),
  decide({ terminalId, reason }, context) {
    const one = declared(terminalId, context);
    if (isRefusal(one)) return one;
    return { changes: [terminalDeathWithdrawn.of({ terminalId, reason })], branchId: one.branchId, result: null };
  },
});

function declared(terminalId: string, { reader }: Pick<DecisionContext, 'reader'>): Terminal | Refusal {
  const one = reader.get(terminal, terminalId);
  if (!one) return refuse('terminal-unknown');
  return one.death ? one : refuse('death-not-declared', { terminal: one.code });
}
