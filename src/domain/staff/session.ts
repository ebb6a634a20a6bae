import { z } from 'zod';
import { id, instantMs, text } from '../kernel/fields.ts';
import { defineRecord, on, type RecordType } from '../kernel/record.ts';
import { TERMINAL_KINDS } from '../kernel/roles.ts';
import { sessionClosed, sessionLocked, sessionOpened, sessionUnlocked } from './session-changes.ts';

/** One person at one terminal from login to logout, as management sees it. */
export const sessionShape = z.object({
  id,
  userId: id,
  terminalId: id,
  kind: z.enum(TERMINAL_KINDS),
  state: z.enum(['OPEN', 'LOCKED', 'CLOSED']),
  /** Why it was last locked or closed. */
  reason: text(64).nullable(),
  openedAtMs: instantMs,
  closedAtMs: instantMs.nullable(),
});
export type Session = z.infer<typeof sessionShape>;

export const session: RecordType<Session> = defineRecord({
  name: 'session',
  shape: sessionShape,
  stream: 'management',
  columns: ['userId', 'terminalId', 'state', 'openedAtMs'],
  indexes: [
    ['userId', 'openedAtMs'],
    ['terminalId', 'state'],
  ],
  handlers: [
    on(sessionOpened, {
      fold: (one, { sessionId, ...body }, entry) =>
        one ?? { id: sessionId, ...body, state: 'OPEN', reason: null, openedAtMs: entry.recordedAtMs, closedAtMs: null },
    }),
    on(sessionClosed, {
      fold: (one, body, entry) => one && { ...one, state: 'CLOSED', reason: body.reason, closedAtMs: entry.recordedAtMs },
    }),
    on(sessionLocked, {
      fold: (one, body) => one && (one.state === 'CLOSED' ? one : { ...one, state: 'LOCKED', reason: body.reason }),
    }),
    on(sessionUnlocked, {
      fold: (one) => one && (one.state === 'CLOSED' ? one : { ...one, state: 'OPEN', reason: null }),
    }),
  ],
});
