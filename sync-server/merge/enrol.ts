import { v7 } from 'uuid';
import type { Actor } from '#domain/kernel/operation.ts';
import { clinicOfSecret, secretHashOf } from '#protocol/enrolment-code.ts';
import type { SyncProblem } from '#protocol/sync-messages.ts';
import { type EnrolResponse, enrolRequest } from '#protocol/sync-messages.ts';
import type { ServerParts } from '../parts.ts';
import { inClinic } from '../store/in-clinic.ts';
import { keepIncident } from '../store/incidents.ts';
import { decide } from './execute.ts';
import { parseRequest } from './parse-request.ts';
import { refused } from './problems.ts';
import { type HeldClinic, holdClinic, SERVER_ACTOR } from './server-author.ts';

const SERVER_ITSELF: Actor = { userId: SERVER_ACTOR, name: 'Server', roles: [], sessionId: null };

const PROBLEMS: ReadonlySet<string> = new Set<SyncProblem>([
  'enrolment-code-unknown',
  'enrolment-code-used',
  'enrolment-code-expired',
]);

/** Redeems an enrolment code: the one request nobody signs, since the key is only now made known. */
export async function enrol(parts: ServerParts, raw: unknown): Promise<EnrolResponse> {
  const { secret, publicKey, machineHash, installationId } = parseRequest(enrolRequest, raw);
  const clinicId = clinicOfSecret(secret);
  if (clinicId === undefined || !isEd25519(publicKey)) throw refused(clinicId ? 'malformed-request' : 'enrolment-code-unknown');
  const enrolled = await inClinic(parts.sql, clinicId, async (tx) => {
    const held = await holdClinic(parts, tx, clinicId);
    if (!held) throw refused('enrolment-code-unknown');
    const input = { secretHash: secretHashOf(secret), publicKey, machineHash, installationId };
    const answer = await decide(held, parts.centre.enrolTerminal, input, SERVER_ITSELF);
    if (answer.ok) return answer.result;
    await noteRefusal(held, answer.code, input.secretHash, machineHash);
    return answer.code;
  });
  if (typeof enrolled === 'string')
    throw refused(PROBLEMS.has(enrolled) ? (enrolled as SyncProblem) : 'malformed-request', enrolled);
  parts.log({ what: 'terminal-enrolled', clinicId, terminalId: enrolled.terminalId, kind: enrolled.kind });
  return {
    clinicId,
    branchId: enrolled.branchId,
    terminalId: enrolled.terminalId,
    terminalCode: enrolled.code,
    kind: enrolled.kind,
    epoch: enrolled.epoch,
    serverPublicKey: parts.keys.publicKey,
    serverEpoch: parts.epochId,
  };
}

/** A code that was once good and is tried again is worth a line in the log; a guessed one is not. */
async function noteRefusal(held: HeldClinic, code: string, secretHash: string, machineHash: string): Promise<void> {
  if (code !== 'enrolment-code-used' && code !== 'enrolment-code-expired') return;
  const { parts, tx, clinicId, nowMs: atMs } = held;
  const evidence = { secretHash, machineHash };
  await keepIncident(tx, clinicId, {
    id: v7({ msecs: atMs }),
    atMs,
    kind: code,
    terminalId: null,
    epoch: null,
    seq: null,
    evidence,
  });
  await decide(held, parts.centre.refuseEnrolment, { reason: code, secretHash, machineHash }, SERVER_ITSELF);
}

/** SPKI of an Ed25519 key: twelve fixed bytes, then the 32 of the key. */
function isEd25519(publicKey: string): boolean {
  const bytes = Buffer.from(publicKey, 'base64');
  return bytes.length === 44 && bytes.subarray(0, 12).toString('hex') === '302a300506032b6570032100';
}
