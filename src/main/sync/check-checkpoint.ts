import { type KeyObject, verify } from 'node:crypto';
import { type Frontier, rootOf } from '#protocol/merkle.ts';
import { type Checkpoint, checkpointText } from '#protocol/sync-messages.ts';
import { CheckpointMismatch } from '../store/terminal-store.ts';

/** Throws unless the statement is this clinic's and the server's own key signed it. */
export function checkSignature(checkpoint: Checkpoint, clinicId: string, serverPublicKey: KeyObject): void {
  const signed =
    checkpoint.clinicId === clinicId &&
    verify(null, Buffer.from(checkpointText(checkpoint)), serverPublicKey, Buffer.from(checkpoint.signature, 'base64'));
  if (!signed) throw new CheckpointMismatch('the checkpoint is not signed by the server this terminal enrolled with');
}

/** Throws unless a snapshot's tree is the one its checkpoint states. */
export function checkFrontier(frontier: Frontier, checkpoint: Checkpoint): void {
  if (frontier.size !== checkpoint.position || rootOf(frontier) !== checkpoint.root)
    throw new CheckpointMismatch('the snapshot does not have the tree its checkpoint states');
}
