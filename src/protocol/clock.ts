/** A hybrid logical clock reading: never behind the wall clock it saw, never behind an earlier reading. */
export interface Hlc {
  readonly ms: number;
  readonly count: number;
}

/** A peer's clock further ahead than this is noted and not followed. */
export const HLC_MAX_DRIFT_MS = 5 * 60_000;

export function tick(last: Hlc, wallMs: number): Hlc {
  return wallMs > last.ms ? { ms: wallMs, count: 0 } : { ms: last.ms, count: last.count + 1 };
}

/** After hearing from a peer. A clock beyond the bound does not push this one forward. */
export function witness(last: Hlc, peer: Hlc, wallMs: number): Hlc {
  if (peer.ms > wallMs + HLC_MAX_DRIFT_MS) return last;
  return peer.ms > last.ms || (peer.ms === last.ms && peer.count > last.count) ? peer : last;
}

/** Text whose order is time order: `000001795243774000:000003`. */
export function hlcText({ ms, count }: Hlc): string {
  return `${String(ms).padStart(15, '0')}:${String(count).padStart(6, '0')}`;
}

export function hlcFrom(text: string): Hlc {
  return { ms: Number(text.slice(0, 15)), count: Number(text.slice(16)) };
}
