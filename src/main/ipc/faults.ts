import type { Report } from '../terminal-parts.ts';

/** Tells of a fault in answering a window. Refusals are answers and never come by here. */
export function faultTo(report: Report | undefined): (error: unknown) => void {
  return (error) =>
    report?.({ what: 'a call failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
