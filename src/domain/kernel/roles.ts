/** Who a person is to the clinic. A user may hold several; each operation names the ones that may do it. */
export const ROLES = ['front-desk', 'cashier', 'doctor', 'nurse', 'manager', 'administrator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** What a machine is for. `server` is the clinic's own author: it decides what only the centre may decide. */
export const TERMINAL_KINDS = ['reception', 'cashier', 'consulting', 'back-office', 'server'] as const;
export type TerminalKind = (typeof TERMINAL_KINDS)[number];

/**
 * A stream is what a terminal kind subscribes to; data outside its streams never reaches the machine. Whoever holds a
 * record's stream also receives every change that touches it, so its records always equal the server's.
 */
export const STREAMS = ['directory', 'patients', 'front-desk', 'clinical', 'money', 'management'] as const;
export type Stream = (typeof STREAMS)[number];

/** Streams that stay inside their branch at counters; the others reach every branch of the clinic. */
const BRANCH_STREAMS: ReadonlySet<Stream> = new Set<Stream>(['front-desk', 'money']);

/** Least data: what each kind of machine holds. */
export const SUBSCRIPTIONS: Readonly<Record<TerminalKind, readonly Stream[]>> = {
  reception: ['directory', 'patients', 'front-desk'],
  cashier: ['directory', 'patients', 'front-desk', 'money'],
  consulting: ['directory', 'patients', 'front-desk', 'clinical'],
  'back-office': STREAMS,
  server: STREAMS,
};

/** Whether a terminal of this kind and branch receives a change of this stream recorded at `changeBranchId`. */
export function receives(kind: TerminalKind, branchId: string | null, stream: Stream, changeBranchId: string | null): boolean {
  if (!SUBSCRIPTIONS[kind].includes(stream)) return false;
  // The back office and the server see the whole clinic; a counter sees its own branch.
  if (kind === 'server' || kind === 'back-office' || !BRANCH_STREAMS.has(stream)) return true;
  return changeBranchId === null || changeBranchId === branchId;
}
