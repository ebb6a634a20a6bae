import { z } from 'zod';
import { counterKind } from '../clinics/counter-kind.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { user } from '../staff/user.ts';
import { zSeries } from '../tills/z-series.ts';
import {
  hash64,
  terminalDeathConfirmed,
  terminalDeathDeclared,
  terminalDeathWithdrawn,
  terminalEnrolled,
  terminalFrozen,
  terminalRevoked,
  trainingBegun,
  trainingEnded,
} from './changes.ts';

/**
 * An enrolled machine. A machine that takes another's place at a counter is a new terminal with a new code, so that no
 * number series is ever continued by two machines; its epoch counts the machines of its counter.
 */
export const terminalShape = z.object({
  id,
  code: text(8),
  number: z.number().int(),
  counterId: id,
  branchId: id,
  kind: counterKind,
  name: text(80),
  state: z.enum(['ACTIVE', 'REVOKED', 'FROZEN']),
  /** Why it is revoked or frozen; null while it works. */
  reason: text(300).nullable(),
  epoch: z.number().int().min(1),
  publicKey: text(200),
  machineHash: hash64,
  installationId: id,
  enrolledAtMs: instantMs,
  /** Whatever is done there is only practised; null: it works. */
  training: z.object({ byId: id, byName: text(120), reason: text(300), sinceMs: instantMs }).nullable(),
  /** Somebody said that it will never be heard again, and perhaps a second person too; null: nobody did. */
  death: z
    .object({
      byId: id,
      byName: text(120),
      reason: text(300),
      atMs: instantMs,
      /** Set by the second person's word. */
      confirmed: z.object({ byId: id, byName: text(120), atMs: instantMs, lastSeq: z.number().int().min(0) }).nullable(),
    })
    .nullable(),
});
export type Terminal = z.infer<typeof terminalShape>;

export const terminal: RecordType<Terminal> = defineRecord({
  name: 'terminal',
  shape: terminalShape,
  stream: 'directory',
  columns: ['branchId', 'kind', 'state', 'number', 'counterId'],
  indexes: [['branchId', 'state'], ['number']],
  handlers: [
    on(terminalEnrolled, {
      check: (one, body, _entry, _reader, id) =>
        one && id === body.terminalId ? refuse('terminal-exists', { terminal: one.code }) : undefined,
      fold: (one, body, entry, id) => {
        if (id === body.replaces) return one && { ...one, state: 'REVOKED', reason: `replaced by ${body.code}` };
        const { terminalId, codeId: _, replaces: __, ...known } = body;
        return (
          one ?? {
            id: terminalId,
            ...known,
            state: 'ACTIVE',
            reason: null,
            enrolledAtMs: entry.recordedAtMs,
            training: null,
            death: null,
          }
        );
      },
    }),
    on(terminalRevoked, {
      check: (one) => {
        if (!one) return refuse('terminal-unknown');
        return one.state === 'REVOKED' ? refuse('terminal-revoked', { terminal: one.code }) : undefined;
      },
      fold: (one, body) => one && { ...one, state: 'REVOKED', reason: body.reason },
    }),
    on(terminalFrozen, {
      check: (one) => {
        if (!one) return refuse('terminal-unknown');
        return one.state === 'ACTIVE' ? undefined : refuse('terminal-not-active', { terminal: one.code, state: one.state });
      },
      fold: (one, body) => one && { ...one, state: one.state === 'REVOKED' ? one.state : 'FROZEN', reason: body.reason },
    }),
    on(trainingBegun, {
      check: (one, _body, entry, reader) => {
        if (one?.id !== entry.terminalId) return refuse('terminal-unknown');
        if (one.training) return refuse('training-begun', { name: one.training.byName });
        // A drawer that stands open holds real money.
        return reader.get(zSeries, one.id)?.openTillId ? refuse('till-open-here') : undefined;
      },
      fold: (one, { byName, reason }, { actorId: byId, recordedAtMs: sinceMs }) =>
        one && { ...one, training: { byId, byName, reason, sinceMs } },
    }),
    on(trainingEnded, {
      check: (one, _body, entry) => {
        if (one?.id !== entry.terminalId) return refuse('terminal-unknown');
        return one.training ? undefined : refuse('no-training');
      },
      fold: (one) => one && { ...one, training: null },
    }),
    on(terminalDeathDeclared, {
      check: (one) => {
        if (!one) return refuse('terminal-unknown');
        if (one.state === 'REVOKED') return refuse('terminal-revoked', { terminal: one.code });
        return one.death ? refuse('death-declared', { terminal: one.code, name: one.death.byName }) : undefined;
      },
      fold: (one, { byName, reason }, { actorId: byId, recordedAtMs: atMs }) =>
        one && { ...one, death: { byId, byName, reason, atMs, confirmed: null } },
    }),
    on(terminalDeathWithdrawn, {
      check: (one) => notDeclaredRefusal(one),
      fold: (one) => one && { ...one, death: null },
    }),
    on(terminalDeathConfirmed, {
      check: (one, _body, entry, reader) => notDeclaredRefusal(one) ?? sameEyesRefusal(one?.death?.byId ?? '', entry, reader),
      fold: (one, { byName, lastSeq }, { actorId: byId, recordedAtMs: atMs }) =>
        one?.death
          ? {
              ...one,
              state: 'REVOKED',
              reason: one.death.reason,
              death: { ...one.death, confirmed: { byId, byName, atMs, lastSeq } },
            }
          : one,
    }),
  ],
});

function notDeclaredRefusal(one: Terminal | undefined): Refusal | undefined {
  if (!one) return refuse('terminal-unknown');
  return one.death && !one.death.confirmed ? undefined : refuse('death-not-declared', { terminal: one.code });
}

/** Two people must say so; two accounts of one person are one. */
function sameEyesRefusal(declaredBy: string, { actorId }: EntryFacts, reader: Reader): Refusal | undefined {
  if (actorId === declaredBy) return refuse('second-person-needed');
  const code = reader.get(user, actorId)?.personCode ?? null;
  return code !== null && code === reader.get(user, declaredBy)?.personCode ? refuse('second-person-needed') : undefined;
}
