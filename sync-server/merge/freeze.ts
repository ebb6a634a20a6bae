import { v7 } from 'uuid';
import type { WireEntry } from '#protocol/entry.ts';
import { type ChainEnd, saveChain } from '../store/heads.ts';
import { keepIncident } from '../store/incidents.ts';
import { type HeldClinic, SERVER_ACTOR, writeAsServer } from './server-author.ts';

/** One seq, two entries: somebody cloned the machine or wrote its past anew. */
export interface Fork {
  readonly seq: number;
  readonly held: WireEntry;
  /** The other branch, from that seq on, as it arrived. */
  readonly arrived: readonly WireEntry[];
}

/** Keeps both branches and stops the terminal: here at once, and in the directory for everybody to see. */
export async function freeze(held: HeldClinic, end: ChainEnd, { seq, held: ours, arrived }: Fork): Promise<void> {
  const { parts, tx, clinicId, nowMs: atMs } = held;
  const { terminalId, epoch } = end;
  const evidence = { held: ours, arrived };
  await keepIncident(tx, clinicId, { id: v7({ msecs: atMs }), atMs, kind: 'chain-fork', terminalId, epoch, seq, evidence });
  await saveChain(tx, clinicId, { ...end, frozen: true });
  const refusal = await writeAsServer(held, {
    branchId: null,
    actorId: SERVER_ACTOR,
    sessionId: null,
    operation: 'freezeTerminal',
    documentNumber: null,
    changes: [parts.centre.terminalFrozen({ terminalId, epoch, seq, atMs })],
  });
  if (refusal) parts.log({ what: 'freeze-not-recorded', clinicId, terminalId, code: refusal.code });
  parts.log({ what: 'chain-fork', clinicId, terminalId, epoch, seq });
}
