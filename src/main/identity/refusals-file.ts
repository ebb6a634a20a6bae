import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One time this folder refused to work, or was refused, while it could not write to the log. */
export interface LocalRefusal {
  readonly atMs: number;
  readonly reason: string;
}

const FILE = 'refusals.jsonl';

/**
 * Refusals that happened where no log could be written: before enrolment there is no chain, and on a strange machine no
 * key. Lines are only ever added. Once the terminal may write again it tells the log what stands here.
 */
export function noteRefusal(dataDir: string, refusal: LocalRefusal): void {
  mkdirSync(dataDir, { recursive: true });
  appendFileSync(join(dataDir, FILE), `${JSON.stringify(refusal)}\n`, { flush: true });
}

export function readRefusals(dataDir: string): readonly LocalRefusal[] {
  let text: string;
  try {
    text = readFileSync(join(dataDir, FILE), 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as LocalRefusal];
    } catch {
      // The last line of a process that was killed while writing it.
      return [];
    }
  });
}
