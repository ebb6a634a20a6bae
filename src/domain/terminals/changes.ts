import { z } from 'zod';
import { counterKind } from '../clinics/counter-kind.ts';
import { defineChange, key } from '../kernel/change.ts';
import { id, instantMs, maybeText, text } from '../kernel/fields.ts';
import { totalMinor } from '../kernel/money.ts';

/** SHA-256, lower-case hex. */
export const hash64 = z.string().regex(/^[0-9a-f]{64}$/);

export const enrolmentCodeCreated = defineChange({
  name: 'enrolment-code.created.v1',
  stream: 'management',
  nature: 'authority',
  central: true,
  shape: z.strictObject({
    codeId: id,
    counterId: id,
    branchId: id,
    /** Of the secret in the code. The secret itself is shown once and kept nowhere. */
    secretHash: hash64,
    expiresAtMs: instantMs,
  }),
  touches: (body) => [key('enrolment-code', body.codeId)],
  looksAt: (body) => [key('counter', body.counterId)],
});

/** A newer code was made for the same counter. */
export const enrolmentCodeWithdrawn = defineChange({
  name: 'enrolment-code.withdrawn.v1',
  stream: 'management',
  nature: 'authority',
  central: true,
  shape: z.strictObject({ codeId: id }),
  touches: (body) => [key('enrolment-code', body.codeId)],
});

/** Somebody tried to enrol a machine and was turned away. */
export const enrolmentRefused = defineChange({
  name: 'enrolment.refused.v1',
  stream: 'management',
  nature: 'fact',
  central: true,
  shape: z.strictObject({ reason: text(64), machineHash: hash64.nullable(), codeId: id.nullable() }),
  touches: () => [],
  about: (body) => (body.codeId ? [body.codeId] : []),
});

export const terminalEnrolled = defineChange({
  name: 'terminal.enrolled.v1',
  stream: 'directory',
  nature: 'authority',
  central: true,
  shape: z.strictObject({
    terminalId: id,
    /** `T` and the number, e.g. `T07`. */
    code: text(8),
    number: z.number().int().min(1).max(999),
    counterId: id,
    branchId: id,
    kind: counterKind,
    name: text(80),
    epoch: z.number().int().min(1),
    /** Ed25519, SPKI DER in base64. */
    publicKey: text(200),
    machineHash: hash64,
    installationId: id,
    codeId: id,
    /** The terminal that stood at this counter before and is retired by this. */
    replaces: id.nullable(),
  }),
  touches: (body) => [
    key('terminal', body.terminalId),
    key('counter', body.counterId),
    key('enrolment-code', body.codeId),
    ...(body.replaces ? [key('terminal', body.replaces)] : []),
  ],
});

export const terminalRevoked = defineChange({
  name: 'terminal.revoked.v1',
  stream: 'directory',
  nature: 'authority',
  central: true,
  shape: z.strictObject({ terminalId: id, counterId: id, reason: text(300) }),
  touches: (body) => [key('terminal', body.terminalId), key('counter', body.counterId)],
});

/** The terminal's chain forked: it may say nothing more until somebody has looked. */
export const terminalFrozen = defineChange({
  name: 'terminal.frozen.v1',
  stream: 'directory',
  nature: 'authority',
  central: true,
  shape: z.strictObject({
    terminalId: id,
    reason: text(300),
    /** Where the chain forked; null where a person froze it. */
    fork: z.strictObject({ epoch: z.number().int().min(1), seq: z.number().int().min(1) }).nullable(),
    atMs: instantMs,
  }),
  touches: (body) => [key('terminal', body.terminalId)],
});

/** Somebody says that the machine will never be heard again. Nothing happens until a second person says so too. */
export const terminalDeathDeclared = defineChange({
  name: 'terminal.death-declared.v1',
  stream: 'directory',
  nature: 'authority',
  central: true,
  shape: z.strictObject({ terminalId: id, byName: text(120), reason: text(300) }),
  touches: (body) => [key('terminal', body.terminalId)],
});

/** It was found, or heard after all. */
export const terminalDeathWithdrawn = defineChange({
  name: 'terminal.death-withdrawn.v1',
  stream: 'directory',
  nature: 'authority',
  central: true,
  shape: z.strictObject({ terminalId: id, reason: text(300) }),
  touches: (body) => [key('terminal', body.terminalId)],
});

/** A second person said so too: the terminal is given up from the last entry the server holds of it. */
export const terminalDeathConfirmed = defineChange({
  name: 'terminal.death-confirmed.v1',
  stream: 'directory',
  nature: 'authority',
  central: true,
  shape: z.strictObject({
    terminalId: id,
    counterId: id,
    epoch: z.number().int().min(1),
    lastSeq: z.number().int().min(0),
    lastHash: maybeText(64),
    lastContactMs: instantMs.nullable(),
    byName: text(120),
  }),
  touches: (body) => [key('terminal', body.terminalId), key('counter', body.counterId)],
  looksAt: (_body, entry) => [key('user', entry.actorId)],
});

/** Everything done at this terminal is only practised until training ends. */
export const trainingBegun = defineChange({
  name: 'training.begun.v1',
  stream: 'directory',
  nature: 'fact',
  shape: z.strictObject({ terminalId: id, byName: text(120), reason: text(300) }),
  touches: (body) => [key('terminal', body.terminalId)],
  looksAt: (body) => [key('z-series', body.terminalId)],
});

export const trainingEnded = defineChange({
  name: 'training.ended.v1',
  stream: 'directory',
  nature: 'fact',
  shape: z.strictObject({ terminalId: id, byName: text(120) }),
  touches: (body) => [key('terminal', body.terminalId)],
});

/** Something was practised. It touches nothing and moves no total; this says what it would have been. */
export const trainingNoted = defineChange({
  name: 'training.noted.v1',
  stream: 'management',
  nature: 'fact',
  shape: z.strictObject({
    terminalId: id,
    userId: id,
    operation: text(80),
    /** Types of the changes it would have made. */
    changes: z.array(text(80)).max(1000),
    documentNumber: text(16).nullable(),
    /** Money it would have moved. */
    inMinor: totalMinor,
    outMinor: totalMinor,
  }),
  touches: () => [],
  about: (body) => [body.userId, body.terminalId],
});

export const terminalChanges = [
  enrolmentCodeCreated,
  enrolmentCodeWithdrawn,
  enrolmentRefused,
  terminalEnrolled,
  terminalRevoked,
  terminalFrozen,
  terminalDeathDeclared,
  terminalDeathWithdrawn,
  terminalDeathConfirmed,
  trainingBegun,
  trainingEnded,
  trainingNoted,
] as const;
