import { type Command, CommanderError } from 'commander';

/** What every command's exit code means. */
export const EXIT = { done: 0, foundWrong: 1, misused: 2 } as const;

/** Something the person at the keyboard can mend; shown as a sentence, without a stack trace. */
export class Misuse extends Error {}

/**
 * Runs a command line to its exit code. Sentences for what a person got wrong or can do nothing about here; a stack
 * trace only where the program itself is at fault.
 */
export async function runCommand(command: Command, args: readonly string[]): Promise<number> {
  command.exitOverride().showHelpAfterError('(--help tells how)');
  for (const sub of command.commands) exitQuietly(sub);
  try {
    await command.parseAsync(args as string[], { from: 'user' });
    return typeof process.exitCode === 'number' ? process.exitCode : EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.misused;
    if (error instanceof Misuse) return said(error.message, EXIT.misused);
    if (isExpected(error)) return said(error.message, EXIT.foundWrong);
    throw error;
  }
}

function exitQuietly(command: Command): void {
  command.exitOverride().showHelpAfterError('(--help tells how)');
  for (const sub of command.commands) exitQuietly(sub);
}

function said(sentence: string, code: number): number {
  console.error(sentence);
  return code;
}

/** Errors of the world around: a file that is not there, a port that is taken, a server that does not answer. */
function isExpected(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return EXPECTED_NAMES.has(error.constructor.name) || (typeof code === 'string' && /^E[A-Z]+$/.test(code));
}

const EXPECTED_NAMES = new Set([
  'Refused',
  'Unreachable',
  'DatabaseUnusable',
  'NotAStore',
  'StoreFault',
  'NoAnswer',
  'ChildFailed',
]);
