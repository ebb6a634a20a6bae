import { z } from 'zod';
import { defineChange } from '../kernel/change.ts';
import { id, instantMs, maybeText, text } from '../kernel/fields.ts';
import { hash64 } from '../terminals/changes.ts';

/** Somebody looked at a patient's record. Found in the log by patient and by user: who saw what. */
export const patientRead = defineChange({
  name: 'patient.read.v1',
  stream: 'management',
  nature: 'fact',
  shape: z.strictObject({ patientId: id, userId: id, sessionId: id, query: text(64) }),
  touches: () => [],
  about: (body) => [body.patientId, body.userId],
});

export const loginRefused = defineChange({
  name: 'login.refused.v1',
  stream: 'management',
  nature: 'fact',
  shape: z.strictObject({
    /** Null where nobody has the login; what was typed is not kept, since it may be a password. */
    userId: id.nullable(),
    terminalId: id,
    reason: text(64),
    wrongInARow: z.number().int().min(0).max(1_000_000),
  }),
  touches: () => [],
  about: (body) => (body.userId ? [body.userId, body.terminalId] : [body.terminalId]),
});

/** The terminal would not work for a while, e.g. on another machine than it was enrolled on. */
export const terminalRefused = defineChange({
  name: 'terminal.refused.v1',
  stream: 'management',
  nature: 'fact',
  shape: z.strictObject({
    terminalId: id,
    reason: text(64),
    atMs: instantMs,
    /** Of the machine it was tried on, where that was another than the enrolled one and the server heard of it. */
    machineHash: hash64.optional(),
  }),
  touches: () => [],
  about: (body) => [body.terminalId],
});

/** Somebody looked through the log itself. */
export const logExplored = defineChange({
  name: 'log.explored.v1',
  stream: 'management',
  nature: 'fact',
  shape: z.strictObject({
    userId: id,
    sessionId: id,
    /** The id of the patient, user, terminal or document that was looked for; null: everything. */
    subject: maybeText(200).nullable(),
  }),
  touches: () => [],
  about: (body) => (body.subject ? [body.userId, body.subject] : [body.userId]),
});

/** Somebody tried something about money, or something they have no right to, and was refused. */
export const attemptRefused = defineChange({
  name: 'attempt.refused.v1',
  stream: 'management',
  nature: 'fact',
  shape: z.strictObject({
    userId: id,
    sessionId: id,
    terminalId: id,
    operation: text(64),
    /** The refusal's code. */
    code: text(64),
    /** What was to be done to, where the input named it: an invoice, a payment, a visit. */
    subjectId: id.nullable(),
    /** How many attempts this stands for: beyond a number in an hour they are only counted. */
    times: z.number().int().min(1).max(1_000_000),
  }),
  touches: () => [],
  about: (body) => [body.userId, ...(body.subjectId ? [body.subjectId] : [])],
});

export const auditChanges = [patientRead, loginRefused, terminalRefused, logExplored, attemptRefused] as const;
