const LOOK_MS = 1_000;

/** Ctrl-C, a service's stop, a terminal window that was closed, or a parent that went, however it ended. */
export function askedToStop(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
    process.once('disconnect', () => done());
    // It went while we were still starting, when nobody listened for that.
    if (process.send && !process.connected) done();
    // npm puts a shell between itself and us, which passes no signal on: all that can be seen is that it is gone. Who starts us
    // without npm, from a script that ends, wants us to stay.
    if (process.env.npm_lifecycle_event) whenParentIsGone(done);
  });
}

function whenParentIsGone(done: () => void): void {
  const parent = process.ppid;
  const looking = setInterval(() => {
    // POSIX gives an orphan another parent; Windows leaves it the number of the one that ended.
    if (process.ppid === parent && isAlive(parent)) return;
    clearInterval(looking);
    done();
  }, LOOK_MS).unref();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (problem) {
    return (problem as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
