import type { TerminalSeen } from '#domain/terminals/terminals-overview.ts';

/** Without contact for longer than this a terminal is called silent. It asks the server several times in that while. */
export const SILENT_MS = 120_000;

/** `never`: enrolled, but not heard of since. */
export type Standing = 'working' | 'silent' | 'never' | 'stopped' | 'withdrawn';

/** How a terminal stands by what the server last heard of it. */
export function standingOf({ state, silentMs }: Pick<TerminalSeen, 'state' | 'silentMs'>): Standing {
  switch (state) {
    case 'REVOKED':
      return 'withdrawn';
    case 'FROZEN':
      return 'stopped';
    case 'ACTIVE':
      if (silentMs === null) return 'never';
      return silentMs > SILENT_MS ? 'silent' : 'working';
    default:
      return state satisfies never;
  }
}
