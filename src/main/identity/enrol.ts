import { generateKeyPairSync } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from '#domain/kernel/refusal.ts';
import { readEnrolmentCode } from '#protocol/enrolment-code.ts';
import { SyncRefused, Unreachable } from '#protocol/sync-messages.ts';
import { WrongCertificate } from '../sync/wrong-certificate.ts';
import type { TerminalParts } from '../terminal-parts.ts';
import { type Identity, installationIdOf, writeIdentity } from './identity-file.ts';
import { KeyStoreUnusable } from './key-store.ts';
import { machineHash } from './machine-id.ts';
import { wrapKey } from './wrapped-key.ts';

/**
 * Redeems a code: makes the key pair, tells the server its public half, and keeps the identity. The wrapped key is
 * tried before the code is spent, so that a machine without a usable key store does not waste it.
 */
export async function enrol(parts: TerminalParts, codeText: string): Promise<Identity | Refusal> {
  const code = readEnrolmentCode(codeText);
  if (isRefusal(code)) return code;
  const installationId = await installationIdOf(parts.dataDir);
  const machine = machineHash(await parts.machineId(), installationId);
  const pair = newKeyPair();
  try {
    const key = await wrapKey(pair.privateKey, machine, parts.keyStore);
    const { address, fingerprint } = code;
    const link = parts.transportFor({ address, fingerprint }, null);
    const placed = await link
      .enrol({ secret: code.secret, publicKey: pair.publicKey, machineHash: machine, installationId })
      .finally(() => link.close());
    const { terminalCode, terminalId, clinicId, branchId, kind, epoch, serverEpoch, serverPublicKey } = placed;
    const place = { clinicId, branchId, terminalId, terminalCode, kind, epoch };
    const server = { address, fingerprint };
    const known = { v: 1 as const, ...place, server, serverPublicKey, serverEpoch };
    const identity: Identity = { ...known, installationId, machineHash: machine, publicKey: pair.publicKey, key };
    await writeIdentity(parts.dataDir, identity);
    return identity;
  } catch (error) {
    return refusalOf(error);
  }
}

function newKeyPair(): { privateKey: string; publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
    publicKeyEncoding: { type: 'spki', format: 'der' },
  });
  return { privateKey: privateKey.toString('base64'), publicKey: publicKey.toString('base64') };
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof WrongCertificate) return refuse('enrolment-wrong-certificate');
  if (error instanceof Unreachable) return refuse('server-unreachable');
  if (error instanceof SyncRefused) return refuse(error.problem);
  if (error instanceof KeyStoreUnusable) return refuse('key-store-unusable', { why: error.message });
  throw error;
}
