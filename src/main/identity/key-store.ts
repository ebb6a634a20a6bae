/**
 * What the machine's system keeps secret for this user: Electron's safeStorage in the product, a file only the user can
 * read in the browser shell.
 */
export interface KeyStore {
  /** Named in the identity file, so that a folder written with one store is not read with another. */
  readonly name: string;
  /** Answers text that `recover` turns back, on this machine and for this user only. */
  protect(secret: Uint8Array): Promise<string>;
  recover(protectedText: string): Promise<Uint8Array>;
}

/** The key store cannot protect a key here, or cannot give one back. */
export class KeyStoreUnusable extends Error {}
