import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Misuse } from './command-line.ts';

/** The password from COUNTERFOIL_PASSWORD, or typed at the keyboard unseen. Never an argument, which others could read. */
export async function askPassword(question: string): Promise<string> {
  const given = process.env.COUNTERFOIL_PASSWORD;
  if (given) return given;
  if (!process.stdin.isTTY) throw new Misuse('Nobody is at the keyboard to give a password: set COUNTERFOIL_PASSWORD.');
  return askUnseen(question);
}

/** What is typed at the keyboard, unseen. */
export async function askUnseen(question: string): Promise<string> {
  process.stderr.write(`${question}: `);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const line = createInterface({ input: process.stdin, output: unseen, terminal: true });
  try {
    return await line.question('');
  } finally {
    line.close();
    process.stderr.write('\n');
  }
}
