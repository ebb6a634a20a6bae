import { type KeyStore, KeyStoreUnusable } from './key-store.ts';

/** The part of Electron's `safeStorage` used here; its synchronous calls are deprecated. */
export interface SafeStorage {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(text: string): Promise<Buffer>;
  decryptStringAsync(encrypted: Buffer): Promise<{ result: string }>;
  /** Linux only. `basic_text` means a password that is in Electron's source. */
  getSelectedStorageBackend?(): string;
}

/** Secrets under the system's own key store: Keychain, DPAPI, Secret Service or KWallet. */
export function safeStorageKeyStore(storage: SafeStorage, options: { allowUnprotected: boolean }): KeyStore {
  const assertUsable = async () => {
    if (!(await storage.isAsyncEncryptionAvailable())) throw new KeyStoreUnusable('this system offers no key store');
    if (storage.getSelectedStorageBackend?.() === 'basic_text' && !options.allowUnprotected)
      throw new KeyStoreUnusable(
        'this system has no key store running, so the key would lie unprotected; ' +
          'start one (GNOME Keyring, KWallet) or set COUNTERFOIL_ALLOW_UNPROTECTED_KEYS=1',
      );
  };
  return {
    name: 'safe-storage',
    async protect(secret) {
      await assertUsable();
      return (await storage.encryptStringAsync(Buffer.from(secret).toString('base64'))).toString('base64');
    },
    async recover(protectedText) {
      await assertUsable();
      const { result } = await storage.decryptStringAsync(Buffer.from(protectedText, 'base64')).catch(() => {
        throw new KeyStoreUnusable("the system's key store does not open this secret");
      });
      return Buffer.from(result, 'base64');
    },
  };
}
