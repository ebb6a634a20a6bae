import { type KeyObject, sign, verify } from 'node:crypto';
import { sha256 } from './entry.ts';

export const SIGNATURE_HEADER = 'x-counterfoil';

/** Who says they ask. The clinic is named, so that the server looks nowhere but in that tenant for the key. */
export interface Claimant {
  readonly clinicId: string;
  readonly terminalId: string;
  readonly epoch: number;
  /** SHA-256 of machine and installation, as given at enrolment. A copied data folder cannot say the same. */
  readonly machineHash: string;
}

export interface SignableRequest {
  /** Upper case. */
  readonly method: string;
  /** Path without host and query: `/sync/push`. */
  readonly path: string;
  /** The JSON text before any compression; empty for a GET. */
  readonly body: string | Uint8Array;
}

/** The value of the `x-counterfoil` header: `<clinic>.<terminal>.<epoch>.<machine hash>.<Ed25519, base64>`. */
export function signRequest(request: SignableRequest, who: Claimant, privateKey: KeyObject): string {
  const signature = sign(null, signedBytes(request, who), privateKey).toString('base64');
  return `${claimText(who)}.${signature}`;
}

export interface RequestSignature {
  readonly who: Claimant;
  readonly signature: string;
}

const FORM = /^([\w-]{1,64})\.([\w-]{1,64})\.([1-9]\d{0,8})\.([0-9a-f]{64})\.([A-Za-z0-9+/]{86}==)$/;

/** Reads the header's value; undefined when it is none of ours. Proves nothing yet. */
export function readRequestSignature(header: string): RequestSignature | undefined {
  const fields = FORM.exec(header);
  if (!fields) return undefined;
  const [, clinicId = '', terminalId = '', epoch, machineHash = '', signature = ''] = fields;
  return { who: { clinicId, terminalId, epoch: Number(epoch), machineHash }, signature };
}

export function isSignedBy(request: SignableRequest, { who, signature }: RequestSignature, publicKey: KeyObject): boolean {
  return verify(null, signedBytes(request, who), publicKey, Buffer.from(signature, 'base64'));
}

function signedBytes({ method, path, body }: SignableRequest, who: Claimant): Buffer {
  return Buffer.from(sha256(`${method}\n${path}\n${claimText(who)}\n${sha256(body)}`), 'hex');
}

function claimText({ clinicId, terminalId, epoch, machineHash }: Claimant): string {
  return `${clinicId}.${terminalId}.${epoch}.${machineHash}`;
}
