import { z } from 'zod';
import { id, text } from '../kernel/fields.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { terminalDeathConfirmed, terminalEnrolled, terminalRevoked } from '../terminals/changes.ts';
import { branch } from './branch.ts';
import { counterCreated, counterRenamed } from './changes.ts';
import { counterKind } from './counter-kind.ts';

/** A place where people work; one terminal at a time stands there. */
export const counterShape = z.object({ id, branchId: id, name: text(80), kind: counterKind, terminalId: id.nullable() });
export type Counter = z.infer<typeof counterShape>;

export const counter: RecordType<Counter> = defineRecord({
  name: 'counter',
  shape: counterShape,
  stream: 'directory',
  columns: ['branchId', 'kind', 'name', 'terminalId'],
  indexes: [['branchId'], ['terminalId']],
  handlers: [
    on(counterCreated, {
      check: (one, body, _entry, reader) => {
        if (one) return refuse('counter-exists', { counter: one.name });
        return reader.get(branch, body.branchId)
          ? nameRefusal(reader, { ...body, id: body.counterId })
          : refuse('branch-unknown');
      },
      fold: (one, { counterId, ...body }) => one ?? { id: counterId, ...body, terminalId: null },
    }),
    on(counterRenamed, {
      check: (one, body, _entry, reader) => (one ? nameRefusal(reader, { ...one, ...body }) : refuse('counter-unknown')),
      fold: (one, body) => one && { ...one, name: body.name },
    }),
    on(terminalEnrolled, { fold: (one, body) => one && { ...one, terminalId: body.terminalId } }),
    on(terminalDeathConfirmed, {
      fold: (one, body) => (one?.terminalId === body.terminalId ? { ...one, terminalId: null } : one),
    }),
    on(terminalRevoked, {
      fold: (one, body) => (one?.terminalId === body.terminalId ? { ...one, terminalId: null } : one),
    }),
  ],
});

/** Two counters of one name in a branch nobody could tell apart: where somebody works, or which one a code is for. */
function nameRefusal(
  reader: Reader,
  { id: own, branchId, name }: Pick<Counter, 'id' | 'branchId' | 'name'>,
): Refusal | undefined {
  const there = reader.find(counter, { branchId }, { limit: 1000 });
  const taken = there.find((one) => one.id !== own && sameName(one.name) === sameName(name));
  return taken && refuse('counter-name-taken', { counter: taken.name });
}

function sameName(name: string): string {
  return name.replace(/\s+/g, '').toLowerCase();
}
