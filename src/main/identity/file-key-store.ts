import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type KeyStore, KeyStoreUnusable } from './key-store.ts';

/**
 * Secrets as files that only this user can read: what there is where no system key store can be reached without a
 * window. Whoever copies the folder copies them too; what then still protects the key is the other machine's id.
 */
export function fileKeyStore(folder: string): KeyStore {
  return {
    name: 'file',
    async protect(secret) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `${randomUUID()}.secret`;
      const path = join(folder, name);
      await writeFile(path, Buffer.from(secret).toString('base64'), { mode: 0o600, flag: 'wx' });
      await chmod(path, 0o600);
      return name;
    },
    async recover(name) {
      if (!/^[0-9a-f-]{36}\.secret$/.test(name)) throw new KeyStoreUnusable('the identity names no secret of this key store');
      const text = await readFile(join(folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
        throw new KeyStoreUnusable(`the key store's secret cannot be read (${error.code})`);
      });
      return Buffer.from(text, 'base64');
    },
  };
}
