import type { TransactionSql } from 'postgres';
import type { Centre, EnrolledTerminal } from '#domain/kernel/centre.ts';
import { publicKeyFrom } from '#protocol/entry.ts';
import { isSignedBy, type RequestSignature, type SignableRequest } from '#protocol/request-signature.ts';
import type { Caller, ServerParts } from '../parts.ts';
import { readChain } from '../store/heads.ts';
import { inClinic } from '../store/in-clinic.ts';
import { LoadedRecords } from '../store/loaded-records.ts';
import { refused } from './problems.ts';
import { refuseTerminal } from './refuse-terminal.ts';

/** The terminal that asks. Throws what keeps it from being listened to. */
export async function knownTerminal(
  { centre }: { centre: Centre },
  tx: TransactionSql,
  records: LoadedRecords,
  caller: Caller,
): Promise<EnrolledTerminal> {
  const terminal = await records.settled(() => centre.terminal(records, caller.terminalId));
  if (!terminal || caller.epoch > terminal.epoch) throw refused('not-enrolled');
  if (terminal.machineHash !== caller.machineHash) throw refused('machine-mismatch');
  if (terminal.state === 'FROZEN' || (await readChain(tx, caller.clinicId, caller.terminalId, caller.epoch)).frozen)
    throw refused('terminal-frozen');
  if (terminal.state === 'REVOKED' || caller.epoch < terminal.epoch) throw refused('terminal-revoked');
  return terminal;
}

/** Who sent a request, proven by the key in the named clinic's own terminal record. */
export async function authenticate(parts: ServerParts, request: SignableRequest, signed: RequestSignature): Promise<Caller> {
  const { who } = signed;
  const refusal = await inClinic(parts.sql, who.clinicId, async (tx) => {
    const records = new LoadedRecords(tx, who.clinicId, parts.house);
    const terminal = await records.settled(() => parts.centre.terminal(records, who.terminalId));
    if (!terminal || who.epoch > terminal.epoch) throw refused('not-enrolled');
    const predecessor = who.epoch < terminal.epoch;
    // The key of an earlier epoch is gone from the record: whoever has it is answered like the revoked one it is.
    if (predecessor) throw refused('terminal-revoked');
    if (!isSignedBy(request, signed, publicKeyFrom(terminal.publicKey))) throw refused('bad-request-signature');
    return terminal.machineHash !== who.machineHash
      ? 'machine-mismatch'
      : terminal.state === 'REVOKED'
        ? 'terminal-revoked'
        : null;
  });
  if (refusal) throw await refuseTerminal(parts, who, refusal);
  return who;
}
