import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** A window that is older has to be opened anew after a restart of its terminal. */
const REMEMBERED_MS = 24 * 3_600_000;
const MOST_WINDOWS = 50;

const kept = z.array(z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/), sinceMs: z.number() }));
type Kept = z.infer<typeof kept>;

/**
 * Hashes of the cookies of windows that were let in. Kept in a file, they let a window that was left open come back when its
 * terminal has been started again at the same port; whoever logs in there still does so with a password.
 */
export class AdmittedWindows {
  readonly #file: string | undefined;
  readonly #nowMs: () => number;
  #windows: Kept;

  /** @param file undefined: they are forgotten with the process */
  constructor(file: string | undefined, nowMs: () => number = Date.now) {
    this.#file = file;
    this.#nowMs = nowMs;
    // A clock that was set back makes none of them last longer.
    this.#windows = read(file).filter(({ sinceMs }) => Math.abs(nowMs() - sinceMs) < REMEMBERED_MS);
  }

  hashes(): readonly string[] {
    return this.#windows.map(({ hash }) => hash);
  }

  add(hash: string): void {
    this.#windows = [...this.#windows, { hash, sinceMs: this.#nowMs() }].slice(-MOST_WINDOWS);
    if (this.#file === undefined) return;
    try {
      writeFileSync(`${this.#file}.new`, JSON.stringify(this.#windows), { mode: 0o600 });
      renameSync(`${this.#file}.new`, this.#file);
    } catch {
      // A full disk keeps nobody out now: the window only has to be opened anew after a restart.
    }
  }
}

/** What cannot be read lets nobody in. */
function read(file: string | undefined): Kept {
  try {
    return file === undefined ? [] : kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}
