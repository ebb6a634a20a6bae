import type { Centre } from '#domain/kernel/centre.ts';
import type { House } from '#domain/kernel/house.ts';
import { mayDo } from '#domain/kernel/may-do.ts';
import type { Reader } from '#domain/kernel/record.ts';
import type { TerminalKind } from '#domain/kernel/roles.ts';
import type { EntryHeader } from '#protocol/entry.ts';
import type { OpenedEntry } from './open-batch.ts';
import { CLOCK_TOLERANCE_MS } from './time-of-entry.ts';

/** Why this entry's actor had no right to it where and when it was made; undefined when they had. */
export function rightsFault(
  { house, centre }: { house: House; centre: Centre },
  reader: Reader,
  { header, changes }: OpenedEntry,
  kind: TerminalKind,
  seenAtMs: number | null,
): string | undefined {
  const operation = house.operations.get(header.operation);
  if (!operation) return changes.every(({ type }) => centre.unaskedChanges.includes(type)) ? undefined : 'unknown-operation';
  const person = centre.person(reader, header.actorId);
  if (!person) return 'unknown-actor';
  const revokedAtMs = centre.revokedAtMs(reader, header.actorId);
  if (revokedAtMs !== null && !isEarlier(header, seenAtMs, revokedAtMs)) return 'actor-revoked';
  if (operation.decidedAt === 'central') return 'decided-centrally';
  return mayDo(operation, person.roles, kind)?.code;
}

/** Made before the revocation, as far as its author can show: claimed earlier, and nothing later had been seen. */
function isEarlier({ recordedAtMs }: EntryHeader, seenAtMs: number | null, revokedAtMs: number): boolean {
  return recordedAtMs <= revokedAtMs && (seenAtMs === null || seenAtMs <= revokedAtMs + CLOCK_TOLERANCE_MS);
}

/** Whether something in the entry is only the server's to say. */
export function saysWhatOnlyTheServerMay(house: House, { changes }: OpenedEntry): boolean {
  return changes.some(({ type }) => house.changes.get(type)?.central === true);
}
