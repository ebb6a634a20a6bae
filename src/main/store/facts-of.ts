import type { EntryFacts } from '#domain/kernel/entry-facts.ts';
import type { EntryHeader } from '#protocol/entry.ts';
import type { Verdict } from '#protocol/sync-messages.ts';

type Said = Pick<
  EntryHeader,
  | 'clinicId'
  | 'branchId'
  | 'terminalId'
  | 'epoch'
  | 'seq'
  | 'actorId'
  | 'sessionId'
  | 'operation'
  | 'documentNumber'
  | 'recordedAtMs'
  | 'businessDate'
  | 'checkpoint'
>;

/** What folds see of an entry: with the server's verdict, or, while there is none, as its author meant it. */
export function factsOf(header: Said, verdict?: Pick<Verdict, 'postedDate' | 'late' | 'flags'>): EntryFacts {
  return {
    clinicId: header.clinicId,
    branchId: header.branchId,
    terminalId: header.terminalId,
    epoch: header.epoch,
    seq: header.seq,
    actorId: header.actorId,
    sessionId: header.sessionId,
    operation: header.operation,
    documentNumber: header.documentNumber,
    recordedAtMs: header.recordedAtMs,
    businessDate: header.businessDate,
    seenAtMs: header.checkpoint?.atMs ?? null,
    postedDate: verdict?.postedDate ?? header.businessDate,
    late: verdict?.late ?? false,
    flags: verdict?.flags ?? [],
  };
}

/** The verdict changes nothing of what the author folded already. */
export function isAsExpected(verdict: Verdict, header: Pick<EntryHeader, 'businessDate'>): boolean {
  return (
    verdict.status === 'accepted' && !verdict.late && verdict.flags.length === 0 && verdict.postedDate === header.businessDate
  );
}
