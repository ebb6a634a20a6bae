import { LiveSilent, type Transport } from '#protocol/sync-messages.ts';

/** Longer than a server at work needs as a rule, and much shorter than a request may take before it is given up. */
export const SILENT_AFTER_MS = 5_000;

/**
 * The same transport; `silent` hears of every question of a round that is not answered for some seconds, of
 * its late answer, and of a live channel that fell silent.
 */
export function noticeSilence(transport: Transport, silent: (isSilent: boolean) => void): Transport {
  const noticed = async <Answer>(asking: Promise<Answer>): Promise<Answer> => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      silent(true);
    }, SILENT_AFTER_MS).unref();
    try {
      const answer = await asking;
      // A long way up of many batches is answered again and again before anything is pulled.
      if (isLate) silent(false);
      return answer;
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    push: (request) => noticed(transport.push(request)),
    pull: (request) => noticed(transport.pull(request)),
    snapshot: (request) => noticed(transport.snapshot(request)),
    execute: (request) => transport.execute(request),
    async live(wake, signal) {
      try {
        await transport.live(wake, signal);
      } catch (error) {
        // Nothing was asked, so nothing is late; what is asked next tells whether it was the server or only this line.
        if (error instanceof LiveSilent) silent(true);
        throw error;
      }
    },
  };
}
