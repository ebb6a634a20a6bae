import { z } from 'zod';
import { wireEntry } from './entry.ts';

/**
 * What a terminal and the server say to each other. HTTPS, JSON, every request but enrolment signed by the terminal
 * (see `request-signature.ts`). Sizes are bounded here, before anything is looked at.
 */
export const PUSH_MAX_ENTRIES = 1000;
export const PULL_MAX_ITEMS = 2000;
export const BODY_MAX_BYTES = 24 * 1024 * 1024;

const hash64 = z.string().regex(/^[0-9a-f]{64}$/);
const id = z.string().min(1).max(64);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** What the server made of an entry. */
export const verdict = z.object({
  status: z.enum(['accepted', 'flagged', 'refused']),
  /** Refusal codes and clock findings; empty when accepted. */
  flags: z.array(z.string().max(64)).max(20),
  postedDate: date,
  late: z.boolean(),
});
export type Verdict = z.infer<typeof verdict>;

/** A signed statement of the tree: everything up to `position` has this root. */
export const checkpoint = z.object({
  clinicId: id,
  position: z.number().int().min(0),
  root: hash64,
  atMs: z.number().int(),
  /** Ed25519 by the server's key over `checkpointText`, base64. */
  signature: z.string().max(100),
});
export type Checkpoint = z.infer<typeof checkpoint>;

/** The signed text, in the manner of C2SP tlog-checkpoint: origin, size, root, then when. */
export function checkpointText(one: Omit<Checkpoint, 'signature'>): string {
  return `counterfoil/${one.clinicId}\n${one.position}\n${Buffer.from(one.root, 'hex').toString('base64')}\n${one.atMs}\n`;
}

export const enrolRequest = z.strictObject({
  secret: z.string().min(8).max(128),
  publicKey: z.string().max(200),
  /** SHA-256 of hardware machine id and clinic, never the raw id. */
  machineHash: hash64,
  installationId: id,
});
export type EnrolRequest = z.infer<typeof enrolRequest>;

export const enrolResponse = z.object({
  clinicId: id,
  branchId: id,
  terminalId: id,
  terminalCode: z.string().max(8),
  kind: z.enum(['reception', 'cashier', 'consulting', 'back-office']),
  epoch: z.number().int().min(1),
  serverPublicKey: z.string().max(200),
  serverEpoch: id,
});
export type EnrolResponse = z.infer<typeof enrolResponse>;

/**
 * A folder that was copied to another machine tells where it is. Nobody signs it, since the key does not open there: what it
 * shows instead is what only the folder and the clinic's own records hold, the hash of the machine it was enrolled on.
 */
export const refusalReport = z.strictObject({
  clinicId: id,
  terminalId: id,
  epoch: z.number().int().min(1),
  enrolledHash: hash64,
  /** Of the machine it was opened on. */
  machineHash: hash64,
});
export type RefusalReport = z.infer<typeof refusalReport>;

/** The same whether it was believed or not: a stranger learns nothing. */
export const refusalHeard = z.object({ heard: z.literal(true) });
export type RefusalHeard = z.infer<typeof refusalHeard>;

export const pushRequest = z.strictObject({
  entries: z.array(wireEntry).min(1).max(PUSH_MAX_ENTRIES),
  /** Ed25519 by the terminal over the hash of the last entry: covers the chain below it. */
  headSignature: z.string().max(100),
  /** Entries still waiting behind this batch, for the console. */
  backlog: z.number().int().min(0),
});
export type PushRequest = z.infer<typeof pushRequest>;

export const pushResponse = z.object({
  /** The server holds this terminal's chain durably up to here. */
  seq: z.number().int().min(0),
  /** Clinic position reached by the batch. */
  position: z.number().int().min(0),
});
export type PushResponse = z.infer<typeof pushResponse>;

export const pullRequest = z.strictObject({
  after: z.number().int().min(0),
  limit: z.number().int().min(1).max(PULL_MAX_ITEMS),
  /** So many positions the terminal folds at once: it wants a statement after each such stretch. Absent: one at the end. */
  stretch: z.number().int().min(1).max(PULL_MAX_ITEMS).optional(),
  /** The terminal's own head: what of its chain waits there, for the console, and to notice a server that lost entries. */
  head: z.object({ seq: z.number().int().min(0), hash: hash64 }),
  /** Said by older terminals. Nobody reads it: they counted in what the server held already and they had not pulled back yet. */
  backlog: z.number().int().min(0).optional(),
  /** What the terminal's clock shows, UTC ms: for the console. Older terminals do not say it. */
  wallMs: z.number().int().optional(),
});
export type PullRequest = z.infer<typeof pullRequest>;

/** One position of the clinic's order, as this terminal may see it. */
export const feedItem = z.object({
  position: z.number().int().min(1),
  leaf: hash64,
  /** Absent where nothing in the entry is for this terminal: only its leaf is sent. */
  entry: z
    .object({
      header: z.string().max(200_000),
      /** Withheld changes are null. */
      changes: z.array(z.string().max(1_000_000).nullable()).max(1000),
      hash: hash64,
      /** Its terminal's, under an entry that prints a document: for whoever checks a copy of the log. */
      signature: z.string().max(100).optional(),
      verdict,
    })
    .optional(),
  /** In place of `entry` for one of the terminal's own: it has it, and hears what became of it. */
  own: z.object({ seq: z.number().int().min(1), verdict }).optional(),
});
export type FeedItem = z.infer<typeof feedItem>;

export const pullResponse = z.object({
  items: z.array(feedItem).max(PULL_MAX_ITEMS),
  /** Statement over exactly the last position answered here. */
  checkpoint,
  /** Statements over positions among the items, in their order, one at the end of each stretch but the last. */
  between: z.array(checkpoint).max(PULL_MAX_ITEMS),
  /** Further positions wait. */
  more: z.boolean(),
  /** Server time; bounds the lease, never decides anything at the terminal. */
  nowMs: z.number().int(),
  leaseUntilMs: z.number().int(),
  serverEpoch: id,
  /** How far the server holds this terminal's own chain: smaller than acknowledged means it was restored. */
  ownSeq: z.number().int().min(0),
});
export type PullResponse = z.infer<typeof pullResponse>;

export const snapshotRequest = z.strictObject({ cursor: z.string().max(200).nullable() });
export type SnapshotRequest = z.infer<typeof snapshotRequest>;

/** A page of records at one position. All pages of a snapshot carry the same position. */
export const snapshotResponse = z.object({
  position: z.number().int().min(0),
  frontier: z.object({ size: z.number().int().min(0), roots: z.array(hash64).max(64) }),
  checkpoint,
  records: z.array(z.object({ record: z.string().max(64), body: z.unknown() })).max(5000),
  next: z.string().max(200).nullable(),
});
export type SnapshotResponse = z.infer<typeof snapshotResponse>;

/** A central operation, asked for by a signed-in person at an enrolled terminal. */
export const executeRequest = z.strictObject({
  operation: z.string().max(64),
  input: z.unknown(),
  actorId: id,
  sessionId: id,
});
export type ExecuteRequest = z.infer<typeof executeRequest>;

export const executeResponse = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({
    ok: z.literal(false),
    code: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  }),
]);
export type ExecuteResponse = z.infer<typeof executeResponse>;

/**
 * Every way a sync request is refused, with its HTTP status. The terminal acts on the code, people read the sentence.
 */
export const SYNC_PROBLEMS = {
  'malformed-request': 400,
  'too-large': 413,
  'not-enrolled': 401,
  'bad-request-signature': 401,
  'terminal-revoked': 403,
  'machine-mismatch': 403,
  'enrolment-code-unknown': 404,
  'enrolment-code-used': 410,
  'enrolment-code-expired': 410,
  'chain-gap': 409,
  'chain-fork': 409,
  'terminal-frozen': 423,
  'bad-entry': 422,
  'server-busy': 503,
} as const;
export type SyncProblem = keyof typeof SYNC_PROBLEMS;

export const problemResponse = z.object({
  problem: z.enum(Object.keys(SYNC_PROBLEMS) as [SyncProblem, ...SyncProblem[]]),
  message: z.string(),
  /** For `chain-gap`: the last seq the server has. For `bad-entry`: the seq at fault. */
  seq: z.number().int().optional(),
});
export type ProblemResponse = z.infer<typeof problemResponse>;

/** What the terminal's sync speaks through: HTTPS in the product, a faulty virtual network in the simulation. */
export interface Transport {
  push(request: PushRequest): Promise<PushResponse>;
  pull(request: PullRequest): Promise<PullResponse>;
  snapshot(request: SnapshotRequest): Promise<SnapshotResponse>;
  execute(request: ExecuteRequest): Promise<ExecuteResponse>;
  /** Calls `wake` whenever the server has something new, until the signal aborts. Resolves when the channel ends. */
  live(wake: () => void, signal: AbortSignal): Promise<void>;
}

/** A refusal of the server that the terminal must act on, as opposed to a network that is merely away. */
export class SyncRefused extends Error {
  readonly problem: SyncProblem;
  readonly seq: number | undefined;
  constructor(problem: SyncProblem, message: string, seq?: number) {
    super(message);
    this.problem = problem;
    this.seq = seq;
  }
}

/** The server could not be reached, or did not answer in time. Nothing was decided; try again later. */
export class Unreachable extends Error {}

/** On the live channel the server says at least every so often that it is there. */
export const HEARTBEAT_MS = 5_000;

/** Two heartbeats in a row did not come: whoever holds the line hangs, or a network on the way swallows what is sent. */
export class LiveSilent extends Unreachable {}
