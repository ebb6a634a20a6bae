import { createReadStream } from 'node:fs';
import { isRefusal } from '#domain/kernel/refusal.ts';
import { CODE_FILE_MAX_BYTES, codeInFile } from '#domain/terminals/code-in-file.ts';
import { CannotRun } from './command-line.ts';
import { whyNot } from './system-fault.ts';
import { sentenceFor } from './words.ts';

/** The enrolment code in a file. @throws {CannotRun} when it cannot be read or has none */
export async function codeFromFile(file: string): Promise<string> {
  const code = codeInFile(await beginningOf(file));
  if (isRefusal(code)) throw new CannotRun(`${file}: ${sentenceFor(code.code, code.details)}`);
  return code;
}

/** One byte more than may be, so that what is too large shows without being read. */
async function beginningOf(file: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of createReadStream(file, { end: CODE_FILE_MAX_BYTES })) pieces.push(piece);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new CannotRun(`The code file ${file} cannot be read: ${whyNot(error)}.`);
  }
  return Buffer.concat(pieces);
}
