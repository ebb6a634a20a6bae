/** Time as the machine tells it. The simulation gives a virtual one. */
export interface Clock {
  /** Wall clock, UTC ms. Anybody with rights on the machine can set it. */
  nowMs(): number;
  /** Ms since some moment before the process began; never set back. */
  monotonicMs(): number;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};
