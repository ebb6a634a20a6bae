import type { JSONValue, TransactionSql } from 'postgres';
import type { WireEntry } from '#protocol/entry.ts';

export interface Incident {
  readonly id: string;
  readonly atMs: number;
  readonly kind: string;
  readonly terminalId: string | null;
  readonly epoch: number | null;
  readonly seq: number | null;
  readonly evidence: unknown;
}

export async function keepIncident(tx: TransactionSql, clinicId: string, incident: Incident): Promise<void> {
  const { id, atMs, kind, terminalId, epoch, seq, evidence } = incident;
  await tx`
    INSERT INTO incident (clinic_id, id, at_ms, kind, terminal_id, epoch, seq, evidence)
    VALUES (${clinicId}, ${id}, ${atMs}, ${kind}, ${terminalId}, ${epoch}, ${seq}, ${tx.json(evidence as JSONValue)})`;
}

export interface Quarantined {
  readonly id: string;
  readonly atMs: number;
  readonly terminalId: string;
  readonly epoch: number;
  readonly seq: number;
  readonly problem: string;
  readonly entry: WireEntry;
}

/** Keeps an entry that could not be placed, once: the terminal will send it again. */
export async function keepAside(tx: TransactionSql, clinicId: string, one: Quarantined): Promise<void> {
  const { id, atMs, terminalId, epoch, seq, problem, entry } = one;
  await tx`
    INSERT INTO quarantine (clinic_id, id, at_ms, terminal_id, epoch, seq, problem, entry)
    VALUES (${clinicId}, ${id}, ${atMs}, ${terminalId}, ${epoch}, ${seq}, ${problem}, ${tx.json(entry as unknown as JSONValue)})
    ON CONFLICT (clinic_id, id) DO NOTHING`;
}
