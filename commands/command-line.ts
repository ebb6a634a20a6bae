import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { sentenceOfFault } from './system-fault.ts';
import { endWhenUnheard } from './unheard.ts';

/** What every command's exit code means. */
export const EXIT = { done: 0, foundWrong: 1, misused: 2, mayNotWork: 3 } as const;

/** Something the person at the keyboard can mend; shown as a sentence, without a stack trace. */
export class Misuse extends Error {}

/** The world around does not let the command do its work; the message says what to do. */
export class CannotRun extends Error {}

/** For the help of commands that work in a temporary folder. */
export const TEMPORARY_FOLDER = { 'TMPDIR (TEMP on Windows)': 'where its temporary folder is made' } as const;

/** What a command tells about itself in its `--help`. */
export interface About {
  readonly description: string;
  /** The environment variables it obeys, and what each does. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the exit codes mean. That 2 means wrong arguments is the same everywhere and is added. */
  readonly exits: Readonly<Record<number, string>>;
  /** What else a person must know, e.g. the form of its output. */
  readonly more?: string;
}

/** @param typed what a person types before the options: `npm run verify --` */
export function commandLine(typed: string, about: About): Command {
  return described(new Command(typed), about);
}

/** Gives a command, or a command of a command, its whole help. */
export function described(command: Command, { description, environment, exits, more }: About): Command {
  return command
    .description(description)
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', ({ command: shown }) => {
      const codes = { ...exits, [EXIT.misused]: 'wrong arguments' };
      return [more, section(shown, 'Environment', environment), section(shown, 'Exit codes', codes)]
        .filter((part) => part !== undefined)
        .map((part) => `\n${part}`)
        .join('\n');
    });
}

function section(command: Command, title: string, items: Readonly<Record<string, string>>): string {
  const entries = Object.entries(items);
  if (entries.length === 0) return `${title}: none`;
  const helper = command.createHelp();
  helper.prepareContext({ helpWidth: command.configureOutput().getOutHelpWidth?.() ?? 80 });
  const width = Math.max(...entries.map(([name]) => name.length));
  return [`${title}:`, ...entries.map(([name, text]) => helper.formatItem(name, width, text, helper))].join('\n');
}

/** Reads an option's whole number, both ends included. */
export function wholeNumber(from: number, to: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < from || number > to)
      throw new InvalidArgumentError(`A whole number from ${from} to ${to} is wanted.`);
    return number;
  };
}

/** Reads an option's port; 0 takes one that is free. */
export const readPort = wholeNumber(0, 65_535);

/**
 * Runs a command line to its exit code. Sentences for what a person got wrong or can do nothing about here; a stack
 * trace only where the program itself is at fault.
 */
export async function runCommand(command: Command, args: readonly string[]): Promise<number> {
  endWhenUnheard();
  exitQuietly(command);
  try {
    await command.parseAsync(args as string[], { from: 'user' });
    return typeof process.exitCode === 'number' ? process.exitCode : EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.misused;
    if (error instanceof Misuse) return said(error.message, EXIT.misused);
    if (isExpected(error)) return said(sentenceOfFault(error), EXIT.foundWrong);
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
  'CannotRun',
  'Refused',
  'Unreachable',
  'DatabaseUnusable',
  'MigrationChanged',
  'NotAStore',
  'StoreFault',
  'NoAnswer',
  'ChildFailed',
]);
