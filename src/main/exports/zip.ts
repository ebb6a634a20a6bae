import { createHash, type Hash } from 'node:crypto';
import { Zip, ZipDeflate } from 'fflate';

/** What a file in the archive turned out to be. */
export interface ZippedFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A zip made file by file and piece by piece, so that no file and no archive need fit into memory. */
export class ZipWriter {
  readonly #zip: Zip;
  readonly #atMs: number;
  #made: Uint8Array[] = [];
  #open: { readonly file: ZipDeflate; readonly hash: Hash; readonly name: string; bytes: number } | null = null;
  readonly files: ZippedFile[] = [];

  /** @param atMs what the files are dated, UTC ms */
  constructor(atMs: number) {
    this.#atMs = atMs;
    this.#zip = new Zip((error, bytes) => {
      if (error) throw error;
      this.#made.push(bytes);
    });
  }

  begin(name: string): void {
    this.end();
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = this.#atMs;
    this.#zip.add(file);
    this.#open = { file, hash: createHash('sha256'), name, bytes: 0 };
  }

  write(text: string): void {
    if (!this.#open) throw new Error('no file was begun');
    const bytes = new TextEncoder().encode(text);
    this.#open.hash.update(bytes);
    this.#open.bytes += bytes.length;
    this.#open.file.push(bytes);
  }

  /** Ends the file that is open, if one is. */
  end(): void {
    if (!this.#open) return;
    const { file, hash, name, bytes } = this.#open;
    file.push(new Uint8Array(), true);
    this.files.push({ name, bytes, sha256: hash.digest('hex') });
    this.#open = null;
  }

  finish(): void {
    this.end();
    this.#zip.end();
  }

  /** What has been made since this was last asked for. */
  *taken(): Iterable<Uint8Array> {
    yield* this.#made.splice(0);
  }
}
