import type { Centre } from '#domain/kernel/centre.ts';
import { CLOCK_TOLERANCE_MS } from '#domain/kernel/clock-tolerance.ts';
import type { House } from '#domain/kernel/house.ts';
import { mayDo } from '#domain/kernel/may-do.ts';
import { foreignChange, type Operation } from '#domain/kernel/operation.ts';
import type { Reader } from '#domain/kernel/record.ts';
import type { TerminalKind } from '#domain/kernel/roles.ts';
import type { EntryHeader } from '#protocol/entry.ts';
import { signatureFault } from '#protocol/person-signature.ts';
import type { OpenedEntry } from './open-batch.ts';

type Rules = Readonly<{ house: House; centre: Centre }>;

/** Why this entry's actor had no right to it where and when it was made; undefined when they had. */
export function rightsFault(
  { house, centre }: Rules,
  reader: Reader,
  { header, changes }: OpenedEntry,
  kind: TerminalKind,
  seenAtMs: number | null,
): string | undefined {
  const operation = house.operations.get(header.operation);
  const worked = () => workFault(centre, reader, header, kind, seenAtMs, operation);
  if (!operation) {
    if (!changes.every(({ type }) => centre.unaskedChanges.includes(type))) return 'unknown-operation';
    return changes.some(({ type }) => centre.workersChanges.includes(type)) ? worked() : undefined;
  }
  if (operation.decidedAt === 'central') return 'decided-centrally';
  return foreignChange(operation, changes) ? 'operation-does-not-make' : worked();
}

/** Whether the actor's work lets them do it there: the work they have, or had when they can show that it was made then. */
function workFault(
  centre: Centre,
  reader: Reader,
  header: EntryHeader,
  kind: TerminalKind,
  seenAtMs: number | null,
  operation: Operation | undefined,
): string | undefined {
  const all = centre.workThere(reader, header.actorId, { terminalId: header.terminalId, kind });
  if (all.length === 0) return 'unknown-actor';
  const counting = all.filter(({ untilMs }) => untilMs === null || isEarlier(header, seenAtMs, untilMs));
  if (counting.length === 0) return 'actor-revoked';
  const faults = counting.map(({ roles, refusal }) => (refusal ?? (operation && mayDo(operation, roles, kind)))?.code);
  return faults.includes(undefined) ? undefined : faults[0];
}

/** Why a change that a person must have signed is not theirs; undefined when each is. What was so when it was made counts. */
export function signersFault(
  { house, centre }: Rules,
  reader: Reader,
  { header, changes }: OpenedEntry,
  seenAtMs: number | null,
): string | undefined {
  const counts = (untilMs: number | null) => untilMs === null || isEarlier(header, seenAtMs, untilMs);
  return signatureFault(house, (userId) => centre.signer(reader, userId), changes, counts);
}

/** Made before that moment, as far as its author can show: claimed earlier, and nothing later had been seen. */
function isEarlier({ recordedAtMs }: EntryHeader, seenAtMs: number | null, untilMs: number): boolean {
  return recordedAtMs <= untilMs && (seenAtMs === null || seenAtMs <= untilMs + CLOCK_TOLERANCE_MS);
}

/** Whether something in the entry is only the server's to say. */
export function saysWhatOnlyTheServerMay(house: House, { changes }: OpenedEntry): boolean {
  return changes.some(({ type }) => house.changes.get(type)?.central === true);
}
