import { chmodSync, cpSync, lchownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Copies a folder with everything in it, owners and modes too: PostgreSQL's files are another user's and nobody else's. */
export function copyFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true, preserveTimestamps: true });
  const mayGive = process.getuid?.() === 0;
  for (const name of ['.', ...readdirSync(from, { recursive: true, encoding: 'utf8' })]) {
    const { uid, gid, mode } = lstatSync(join(from, name));
    chmodSync(join(to, name), mode);
    if (mayGive) lchownSync(join(to, name), uid, gid);
  }
}
