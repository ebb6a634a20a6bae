import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { generate } from 'selfsigned';
import { keptText } from './keys.ts';

export interface Certificate {
  /** PEM; for a given certificate with its whole chain. */
  readonly cert: string;
  readonly key: string;
  /** SHA-256 of the certificate, lower-case hex: what terminals pin. Null: an authority vouches for it, and renews it. */
  readonly fingerprint: string | null;
}

const YEARS = 20;

/** The certificate the server was given. */
export async function givenCertificate(certPath: string, keyPath: string): Promise<Certificate> {
  const [cert, key] = await Promise.all([readFile(certPath, 'utf8'), readFile(keyPath, 'utf8')]);
  const { issuer, subject } = new X509Certificate(cert);
  return { cert, key, fingerprint: issuer === subject ? fingerprintOf(cert) : null };
}

/** The server's own certificate in `<dataDir>/certificate`, made when the folder is new. Terminals know it by its fingerprint. */
export async function ownCertificate(dataDir: string): Promise<Certificate> {
  const made = await makeCertificate();
  // One file, so that a start that is cut off cannot leave a certificate without its key.
  const kept = JSON.parse(await keptText(dataDir, 'certificate', () => JSON.stringify(made))) as { cert: string; key: string };
  return { ...kept, fingerprint: fingerprintOf(kept.cert) };
}

async function makeCertificate(): Promise<{ cert: string; key: string }> {
  const names = [...new Set(['localhost', '127.0.0.1', '::1', hostname(), ...ownAddresses()])];
  const notBeforeDate = new Date(Date.now() - 86_400_000);
  const notAfterDate = new Date(notBeforeDate);
  notAfterDate.setFullYear(notAfterDate.getFullYear() + YEARS);
  const altNames = names.map((name) => (isIP(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name }));
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Counterfoil sync server' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate,
    notAfterDate,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames },
    ],
  });
  return { cert, key };
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).flatMap(({ address, scopeid }) => (scopeid ? [] : [address])),
  );
}

function fingerprintOf(cert: string): string {
  return createHash('sha256').update(new X509Certificate(cert).raw).digest('hex');
}
