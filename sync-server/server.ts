import { v7 } from 'uuid';
import type { RequestSignature, SignableRequest } from '#protocol/request-signature.ts';
import type {
  EnrolResponse,
  ExecuteResponse,
  PullResponse,
  PushResponse,
  RefusalHeard,
  SnapshotResponse,
} from '#protocol/sync-messages.ts';
import { type ArrivedEvent, provenEvent, type TakenEvent, takeEvent } from './gateway/take-event.ts';
import { LiveChannel } from './live-channel.ts';
import { createClinic } from './merge/create-clinic.ts';
import { enrol } from './merge/enrol.ts';
import { execute, executeAsHost } from './merge/execute.ts';
import { hearRefusal } from './merge/hear-refusal.ts';
import { authenticate, knownTerminal } from './merge/known-terminal.ts';
import { pull } from './merge/pull.ts';
import { push } from './merge/push.ts';
import { snapshot } from './merge/snapshot.ts';
import type { Caller, ServerParts } from './parts.ts';
import { inClinic } from './store/in-clinic.ts';
import { LoadedRecords } from './store/loaded-records.ts';
import { Turns } from './turns.ts';

/**
 * The sync server without its wires: one function per message. HTTPS stands in front of it in the product
 * (`routes/`), the simulation calls it as it is. What a terminal is refused is thrown as `SyncRefused`.
 */
export interface SyncServer {
  /** Who sent a signed request. Everything below believes the caller it is given. */
  authenticate(request: SignableRequest, signed: RequestSignature): Promise<Caller>;
  enrol(request: unknown): Promise<EnrolResponse>;
  /** What a folder that is on the wrong machine tells of itself. */
  hearRefusal(report: unknown): Promise<RefusalHeard>;
  push(caller: Caller, request: unknown): Promise<PushResponse>;
  pull(caller: Caller, request: unknown): Promise<PullResponse>;
  snapshot(caller: Caller, request: unknown): Promise<SnapshotResponse>;
  execute(caller: Caller, request: unknown): Promise<ExecuteResponse>;
  /** Calls `wake` when something is new for this terminal's clinic, until the signal aborts. */
  live(caller: Caller, wake: () => void, signal: AbortSignal): Promise<void>;
  /** What a payment gateway tells. What cannot be taken is thrown as `GatewayRefused`. */
  gatewayEvent(event: ArrivedEvent): Promise<TakenEvent>;
  readonly admin: ServerAdministration;
  /** Throws when the database does not answer. */
  isWell(): Promise<void>;
  close(): Promise<void>;
}

/** What is asked for on the machine the server runs on. */
export interface ServerAdministration {
  /** Makes a tenant and sets the clinic up in it, by the operation `setUpClinic`. */
  createClinic(input: unknown, clinicId?: string): Promise<ExecuteResponse>;
  /** An operation or query of the registry, as administrator and manager. */
  execute(clinicId: string, operation: string, input: unknown): Promise<ExecuteResponse>;
}

export function createSyncServer(parts: ServerParts): SyncServer {
  const channel = new LiveChannel(parts.sql);
  const turns = new Turns();
  return {
    authenticate: (request, signed) => authenticate(parts, request, signed),
    enrol: (request) => enrol(parts, request),
    hearRefusal: (report) => hearRefusal(parts, report),
    push: (caller, request) => turns.take(caller.clinicId, () => push(parts, caller, request)),
    pull: (caller, request) => pull(parts, caller, request),
    snapshot: (caller, request) => snapshot(parts, caller, request),
    execute: (caller, request) => turns.take(caller.clinicId, () => execute(parts, caller, request)),
    async live(caller, wake, signal) {
      await inClinic(parts.sql, caller.clinicId, (tx) =>
        knownTerminal(parts, tx, new LoadedRecords(tx, caller.clinicId, parts.house), caller),
      );
      await channel.attend(caller.clinicId, wake, signal);
    },
    async gatewayEvent(event) {
      // Proven before it waits for anybody: a stranger keeps no clinic from its turn.
      const said = await provenEvent(parts, event);
      return turns.take(event.clinicId, () => takeEvent(parts, event, said));
    },
    admin: {
      createClinic: (input, clinicId = v7({ msecs: parts.clock.nowMs() })) => createClinic(parts, clinicId, input),
      execute: (clinicId, operation, input) => executeAsHost(parts, clinicId, operation, input),
    },
    async isWell() {
      await parts.sql`SELECT 1`;
    },
    close: () => channel.close(),
  };
}
