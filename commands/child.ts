import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { EXIT } from './command-line.ts';

/** A process of ours that says over IPC when it is ready, and stops when told or when its parent is gone. */
export interface Child<Ready> {
  readonly process: ChildProcess;
  readonly ready: Ready;
  /** Asks over IPC and waits for the message that `answers` picks. */
  ask<Answer>(message: object, answers: (message: unknown) => Answer | undefined, withinMs?: number): Promise<Answer>;
  /** Resolves when the process has ended. Asks first; ends it by force after ten seconds. */
  stop(): Promise<void>;
}

const KEPT_CHARACTERS = 4000;
const READY_MS = 60_000;
const ASK_MS = 10_000;
const STOP_MS = 10_000;
const LAST_WORDS_MS = 500;

/**
 * A process of ours did not start or did not answer. The message is the sentence with which it gave up; where it gave none,
 * it ends with what it printed.
 */
export class ChildFailed extends Error {}

/**
 * Forks a module and waits until it is ready.
 * @param isReady picks what is wanted out of an IPC message, or undefined to wait on
 * @throws ChildFailed when it ends before it is ready
 */
export async function startChild<Ready>(
  module: string,
  args: readonly string[],
  isReady: (message: unknown) => Ready | undefined,
  env: Record<string, string> = {},
): Promise<Child<Ready>> {
  // Windows and POSIX both end a whole console group on Ctrl-C; a process group of its own leaves the ending to us.
  const child = fork(module, [...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
    env: { ...process.env, ...env },
  });
  let printed = '';
  let complained = '';
  const keep = (chunk: Buffer) => {
    printed = (printed + chunk.toString()).slice(-KEPT_CHARACTERS);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep).on('data', (chunk: Buffer) => {
    complained = (complained + chunk.toString()).slice(-KEPT_CHARACTERS);
  });

  const waitFor = <Answer>(answers: (message: unknown) => Answer | undefined, withinMs: number, what: string) =>
    new Promise<Answer>((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        child.off('message', onMessage).off('exit', onExit);
        settle();
      };
      const onMessage = (message: unknown) => {
        const answer = answers(message);
        if (answer !== undefined) end(() => resolve(answer));
      };
      const onExit = async (code: number | null) => {
        // What it said last may still be on its way; a process of its own that outlived it may hold the way open.
        await Promise.race([once(child, 'close'), delay(LAST_WORDS_MS, undefined, { ref: false })]);
        end(() => reject(new ChildFailed(sentenceOf(code, complained) ?? `${what} ended with code ${code}:\n${printed.trim()}`)));
      };
      const timer = setTimeout(
        () => end(() => reject(new ChildFailed(`${what} did not answer in ${withinMs} ms:\n${printed.trim()}`))),
        withinMs,
      );
      child.on('message', onMessage).on('exit', onExit);
    });

  const name = module.split(/[\\/]/).slice(-2).join('/');
  const ready = await waitFor(isReady, READY_MS, name).catch((problem) => {
    child.kill();
    throw problem;
  });
  return {
    process: child,
    ready,
    ask(message, answers, withinMs = ASK_MS) {
      const answer = waitFor(answers, withinMs, name);
      child.send(message);
      return answer;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      if (child.connected) child.disconnect();
      const forced = delay(STOP_MS, 'late', { ref: false });
      if ((await Promise.race([ended, forced])) === 'late') {
        child.kill('SIGKILL');
        await ended;
      }
    },
  };
}

/** What a command of ours says when it gives up by itself; undefined where the program was at fault and left a stack trace. */
function sentenceOf(code: number | null, complained: string): string | undefined {
  const said = complained.trim();
  const byItself = Object.values<number | null>(EXIT).includes(code);
  return byItself && said !== '' && !/^\s+at /m.test(said) ? said : undefined;
}
