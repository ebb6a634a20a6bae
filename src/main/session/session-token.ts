import type { KeyObject } from 'node:crypto';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { type Refusal, refuse } from '#domain/kernel/refusal.ts';

/** What a token is bound to: useless at another terminal, on another machine, or after the terminal's next epoch. */
export interface TokenBinding {
  readonly terminalId: string;
  readonly epoch: number;
  readonly machineHash: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export interface TokenClaims {
  readonly sessionId: string;
  readonly userId: string;
}

/** A working day and a night shift; a window kept open longer logs in again. */
const LIFETIME_S = 24 * 60 * 60;

export async function writeToken(binding: TokenBinding, claims: TokenClaims, nowMs: number): Promise<string> {
  const nowS = Math.floor(nowMs / 1000);
  return new SignJWT({ sid: claims.sessionId, epoch: binding.epoch, machine: binding.machineHash })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
    .setIssuer(binding.terminalId)
    .setAudience(binding.terminalId)
    .setSubject(claims.userId)
    .setIssuedAt(nowS)
    .setExpirationTime(nowS + LIFETIME_S)
    .sign(binding.privateKey);
}

export async function readToken(binding: TokenBinding, token: string, nowMs: number): Promise<TokenClaims | Refusal> {
  let claims: JWTPayload & { sid?: string; epoch?: number; machine?: string };
  try {
    const options = { algorithms: ['EdDSA'], issuer: binding.terminalId, audience: binding.terminalId };
    const required = { requiredClaims: ['sub', 'sid', 'epoch', 'machine', 'exp'], currentDate: new Date(nowMs) };
    claims = (await jwtVerify(token, binding.publicKey, { ...options, ...required })).payload;
  } catch (error) {
    return refusalFor(token, binding, (error as { code?: string }).code);
  }
  if (claims.epoch !== binding.epoch || claims.machine !== binding.machineHash) return refuse('session-on-other-terminal');
  return { sessionId: claims.sid ?? '', userId: claims.sub ?? '' };
}

/** A token of another terminal fails its signature here; saying so is more use than "invalid". */
function refusalFor(token: string, binding: TokenBinding, code: string | undefined): Refusal {
  if (code === 'ERR_JWT_EXPIRED') return refuse('session-expired');
  const issuer = issuerClaimed(token);
  return refuse(issuer !== null && issuer !== binding.terminalId ? 'session-on-other-terminal' : 'session-token-invalid');
}

function issuerClaimed(token: string): string | null {
  try {
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as { iss?: unknown };
    return typeof payload.iss === 'string' ? payload.iss : null;
  } catch {
    return null;
  }
}
