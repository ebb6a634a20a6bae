import { generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { readToken, type TokenBinding, writeToken } from './session-token.ts';

const NOW = Date.UTC(2026, 10, 21, 9);
const CLAIMS = { sessionId: 's1', userId: 'u1' };

function binding(terminalId: string, other: Partial<TokenBinding> = {}): TokenBinding {
  return { terminalId, epoch: 1, machineHash: 'aa', ...generateKeyPairSync('ed25519'), ...other };
}

const refusedAs = (code: string) => expect.objectContaining({ refused: true, code });

describe('a session token', () => {
  const here = binding('T1');

  it('names its session at the terminal that wrote it', async () => {
    expect(await readToken(here, await writeToken(here, CLAIMS, NOW), NOW + 60_000)).toEqual(CLAIMS);
  });

  it('is worth nothing at another terminal, machine or epoch', async () => {
    const token = await writeToken(here, CLAIMS, NOW);
    const refused = refusedAs('session-on-other-terminal');
    expect(await readToken(binding('T2'), token, NOW)).toEqual(refused);
    expect(await readToken({ ...here, machineHash: 'bb' }, token, NOW)).toEqual(refused);
    expect(await readToken({ ...here, epoch: 2 }, token, NOW)).toEqual(refused);
  });

  it('expires after a day', async () => {
    const token = await writeToken(here, CLAIMS, NOW);
    expect(await readToken(here, token, NOW + 25 * 3_600_000)).toEqual(refusedAs('session-expired'));
  });

  it('is taken with EdDSA by this key and in no other way', async () => {
    const token = await writeToken(here, CLAIMS, NOW);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const forged = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const other = Buffer.from(JSON.stringify({ ...forged, sub: 'u2' })).toString('base64url');
    const claims = { ...forged };
    const hmac = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(here.publicKey.export({ type: 'spki', format: 'der' }));
    const attempts = [`${header}.${other}.${signature}`, new UnsecuredJWT(claims).encode(), hmac, 'not.a.token', ''];
    for (const attempt of attempts) expect(await readToken(here, attempt, NOW)).toEqual(refusedAs('session-token-invalid'));
  });
});
