import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { AdmittedWindows } from './admitted-windows.ts';

/** A link nobody follows within this time opens nothing. */
const LINK_LIVES_MS = 10 * 60_000;
const MOST_LINKS = 100;

export interface OneTimeLinksOptions {
  /** Where cookies are remembered; without, they live as long as this process. */
  readonly windows?: AdmittedWindows;
  readonly nowMs?: () => number;
}

/**
 * Keys that let a browser in: a link works once and is exchanged for a cookie. Only hashes are kept, and they are compared in
 * constant time.
 */
export class OneTimeLinks {
  readonly #links = new Map<string, number>();
  readonly #windows: AdmittedWindows;
  readonly #nowMs: () => number;

  constructor({ windows = new AdmittedWindows(undefined), nowMs = () => performance.now() }: OneTimeLinksOptions = {}) {
    this.#windows = windows;
    this.#nowMs = nowMs;
  }

  newToken(): string {
    const token = randomBytes(32).toString('base64url');
    this.#links.set(digest(token), this.#nowMs());
    for (const oldest of this.#links.keys()) if (this.#links.size > MOST_LINKS) this.#links.delete(oldest);
    return token;
  }

  /** The cookie a token is worth; undefined when it is unknown, old or used. Void from now on either way. */
  redeem(token: string): string | undefined {
    const key = digest(token);
    const madeAt = this.#links.get(key);
    this.#links.delete(key);
    if (madeAt === undefined || this.#nowMs() - madeAt > LINK_LIVES_MS) return undefined;
    const cookie = randomBytes(32).toString('base64url');
    this.#windows.add(digest(cookie));
    return cookie;
  }

  admits(cookie: string | undefined): boolean {
    if (cookie === undefined) return false;
    const shown = Buffer.from(digest(cookie), 'hex');
    let admitted = false;
    for (const known of this.#windows.hashes()) if (timingSafeEqual(shown, Buffer.from(known, 'hex'))) admitted = true;
    return admitted;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
