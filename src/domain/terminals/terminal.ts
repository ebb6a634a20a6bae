import { z } from 'zod';
import { counterKind } from '../clinics/counter-kind.ts';
import { id, instantMs, text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { refuse } from '../kernel/refusal.ts';
import { hash64, terminalEnrolled, terminalFrozen, terminalRevoked } from './changes.ts';

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
        return one ?? { id: terminalId, ...known, state: 'ACTIVE', reason: null, enrolledAtMs: entry.recordedAtMs };
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
  ],
});
