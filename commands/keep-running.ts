import type { ChildProcess } from 'node:child_process';

interface Running {
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

export interface Kept<Of extends Running> {
  /** The process as it runs now. */
  current(): Of;
  stop(): Promise<void>;
}

/** A process that keeps ending is broken, and starting it for ever would hide that. */
const MOST_RESTARTS = 5;

/** Starts a process, and starts it again when it ends by itself, saying so each time. */
export async function keepRunning<Of extends Running>(name: string, start: () => Promise<Of>): Promise<Kept<Of>> {
  let current = await start();
  let stopping = false;
  let restarts = 0;
  const startAgain = async () => {
    if (stopping) return;
    restarts += 1;
    if (restarts > MOST_RESTARTS) return console.error(`${name} keeps ending and is left alone. Stop and start to try again.`);
    console.error(`${name} has ended by itself and is started again.`);
    try {
      current = await start();
      // Asked to stop meanwhile: what was just started goes too.
      if (stopping) await current.stop();
      else current.process.once('exit', () => void startAgain());
    } catch (problem) {
      console.error(`${name} does not start again: ${(problem as Error).message}`);
    }
  };
  current.process.once('exit', () => void startAgain());
  return {
    current: () => current,
    async stop() {
      stopping = true;
      await current.stop();
    },
  };
}
