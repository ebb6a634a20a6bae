import { idFor } from '#protocol/ids.ts';
import type { OpenedEntry } from './open-batch.ts';
import { type HeldClinic, SERVER_ACTOR, writeAsServer } from './server-author.ts';

/** Adds what follows from an entry just placed, as the domain has it, right behind the entry in the clinic's order. */
export async function followUp(held: HeldClinic, { header, changes }: OpenedEntry): Promise<void> {
  const { parts, clinicId, records, placement } = held;
  const { terminalId, epoch, seq, branchId } = header;
  const placed = { terminalId, epoch, seq, branchId, changes };
  const following = await records.settled(() =>
    parts.centre.followUps(placement.reader, placed, (...words) => idFor(clinicId, words)),
  );
  if (following.length === 0) return;
  const said = { branchId, actorId: SERVER_ACTOR, sessionId: null, operation: 'followUp', documentNumber: null };
  const refusal = await writeAsServer(held, { ...said, changes: following });
  if (refusal) parts.log({ what: 'follow-up-refused', clinicId, terminalId, epoch, seq, code: refusal.code });
}
