import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileKeyStore } from './file-key-store.ts';
import { KeyStoreUnusable } from './key-store.ts';
import { machineHash } from './machine-id.ts';
import { type SafeStorage, safeStorageKeyStore } from './safe-storage-key-store.ts';
import { KeyDoesNotOpen, unwrapKey, wrapKey } from './wrapped-key.ts';

const HERE = machineHash('machine-1', 'installation-1');
const folder = () => mkdtempSync(join(tmpdir(), 'counterfoil-keys-'));

describe('a wrapped key', () => {
  it('opens on its machine with its key store', async () => {
    const store = fileKeyStore(folder());
    expect(await unwrapKey(await wrapKey('the key', HERE, store), HERE, store)).toBe('the key');
  });

  it('does not open on another machine, nor for another installation of the same', async () => {
    const store = fileKeyStore(folder());
    const wrapped = await wrapKey('the key', HERE, store);
    for (const there of [machineHash('machine-2', 'installation-1'), machineHash('machine-1', 'installation-2')])
      await expect(unwrapKey(wrapped, there, store)).rejects.toThrow(KeyDoesNotOpen);
  });

  it('does not open with another secret, another kind of store, or after a change', async () => {
    const store = fileKeyStore(folder());
    const wrapped = await wrapKey('the key', HERE, store);
    const foreign = await wrapKey('another', HERE, store);
    const swapped = { ...wrapped, protectedSecret: foreign.protectedSecret };
    await expect(unwrapKey(swapped, HERE, store)).rejects.toThrow(KeyDoesNotOpen);
    await expect(unwrapKey({ ...wrapped, text: foreign.text }, HERE, store)).rejects.toThrow(KeyDoesNotOpen);
    await expect(unwrapKey({ ...wrapped, keyStore: 'safe-storage' }, HERE, store)).rejects.toThrow(KeyDoesNotOpen);
    await expect(unwrapKey(wrapped, HERE, fileKeyStore(folder()))).rejects.toThrow(KeyStoreUnusable);
  });

  it('names a secret, not a path', async () => {
    const store = fileKeyStore(folder());
    await expect(store.recover('../../etc/passwd')).rejects.toThrow(KeyStoreUnusable);
  });

  it.skipIf(process.platform === 'win32')('keeps its secret from other users', async () => {
    const at = folder();
    await fileKeyStore(at).protect(new Uint8Array(32));
    expect(readdirSync(at).map((name) => statSync(join(at, name)).mode & 0o777)).toEqual([0o600]);
  });
});

describe("the system's key store", () => {
  const system = (other: Partial<SafeStorage> = {}): SafeStorage => ({
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text) => Buffer.from(`sealed ${text}`),
    decryptStringAsync: async (sealed) => ({ result: sealed.toString().slice('sealed '.length) }),
    getSelectedStorageBackend: () => 'gnome_libsecret',
    ...other,
  });

  it('protects and recovers', async () => {
    const store = safeStorageKeyStore(system(), { allowUnprotected: false });
    expect(await unwrapKey(await wrapKey('the key', HERE, store), HERE, store)).toBe('the key');
  });

  it('is refused where it protects nothing, unless that is allowed', async () => {
    const basic = system({ getSelectedStorageBackend: () => 'basic_text' });
    const secret = new Uint8Array(32);
    await expect(safeStorageKeyStore(basic, { allowUnprotected: false }).protect(secret)).rejects.toThrow(KeyStoreUnusable);
    expect(await safeStorageKeyStore(basic, { allowUnprotected: true }).protect(secret)).not.toBe('');
    const none = system({ isAsyncEncryptionAvailable: async () => false });
    await expect(safeStorageKeyStore(none, { allowUnprotected: true }).protect(secret)).rejects.toThrow(KeyStoreUnusable);
  });
});
