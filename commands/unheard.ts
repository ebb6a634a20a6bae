/** How a pipe says that nobody reads it any more, on POSIX and on Windows. */
const GONE = new Set(['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED']);

/**
 * Ends the process quietly once whoever read its output has gone, as `| head -1` does. What runs until asked to stop is
 * asked to; what is about to end keeps its exit code.
 */
export function endWhenUnheard(): void {
  let ending = false;
  const onFault = (fault: NodeJS.ErrnoException) => {
    if (!GONE.has(fault.code ?? '')) throw fault;
    if (ending) return;
    ending = true;
    // Not at once: the exit code of a sentence that was just written is still to be set.
    setImmediate(() => {
      if (!process.emit('SIGTERM', 'SIGTERM')) process.exit();
    });
  };
  for (const stream of [process.stdout, process.stderr]) stream.on('error', onFault);
}
