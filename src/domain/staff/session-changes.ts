import { z } from 'zod';
import { defineChange, key } from '../kernel/change.ts';
import { id, text } from '../kernel/fields.ts';
import { TERMINAL_KINDS } from '../kernel/roles.ts';

const session = { sessionId: id, userId: id, terminalId: id };

export const sessionOpened = defineChange({
  name: 'session.opened.v1',
  stream: 'management',
  nature: 'fact',
  shape: z.strictObject({ ...session, kind: z.enum(TERMINAL_KINDS) }),
  touches: (body) => [key('session', body.sessionId)],
  about: (body) => [body.userId],
});

export const sessionClosed = defineChange({
  name: 'session.closed.v1',
  stream: 'management',
  nature: 'fact',
  shape: z.strictObject({ ...session, reason: text(64) }),
  touches: (body) => [key('session', body.sessionId)],
  about: (body) => [body.userId],
});

export const sessionLocked = defineChange({
  name: 'session.locked.v1',
  stream: 'management',
  nature: 'fact',
  shape: z.strictObject({ ...session, reason: text(64) }),
  touches: (body) => [key('session', body.sessionId)],
  about: (body) => [body.userId],
});

export const sessionUnlocked = defineChange({
  name: 'session.unlocked.v1',
  stream: 'management',
  nature: 'fact',
  shape: z.strictObject(session),
  touches: (body) => [key('session', body.sessionId)],
  about: (body) => [body.userId],
});

export const sessionChanges = [sessionOpened, sessionClosed, sessionLocked, sessionUnlocked] as const;
