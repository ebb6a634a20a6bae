import { z } from 'zod';
import { paperNow } from '../documents/letterhead.ts';
import { text } from '../kernel/fields.ts';
import { type Decision, type DecisionContext, defineOperation } from '../kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { drawerCounted, handoverAccepted, tillClosed, tillOpened } from './changes.ts';
import { counts, firstTry, readCounts } from './counts.ts';
import { makeZ } from './make-z.ts';
import { proofsOf } from './non-cash-items.ts';
import { openTillHere } from './open-till-here.ts';
import { countedTotal, type Handover, type Till } from './till.ts';
import type { CountedPieces } from './z.ts';

export type AcceptedHandover =
  | {
      readonly outcome: 'accepted';
      /** The one that was closed, and the new one. */
      readonly closedTillId: string;
      readonly zNumber: number;
      readonly tillId: string;
      readonly openingFloatMinor: number;
    }
  /** The two counts differ: this one is made once more, and the second stands whatever it is. */
  | { readonly outcome: 'count-again'; readonly countedMinor: number };

/**
 * Takes over the drawer that was offered to whoever asks, with their own blind count. The first till closes with its Z by
 * what its cashier counted; theirs opens with what they counted themselves. The difference stands on the Z.
 */
export const acceptHandover = defineOperation({
  name: 'acceptHandover',
  roles: ['cashier'],
  terminals: ['cashier'],
  decidedAt: 'terminal',
  makes: [handoverAccepted, tillClosed, tillOpened, drawerCounted],
  input: z.strictObject({
    counts,
    /** As for `closeTill`: the slips that came with the drawer. */
    ticked: z.array(text(80)).max(5000).default([]),
  }),
  decide(asked, context): Decision<AcceptedHandover> | Refusal {
    const open = openTillHere(context.reader, context.place);
    if (open?.handover?.state !== 'OFFERED') return refuse('no-handover');
    if (open.handover.toUserId !== context.actor.userId) return refuse('handover-to-another', { cashier: open.handover.toName });
    const denominations = readCounts(asked.counts, context);
    return isRefusal(denominations) ? denominations : take(open, open.handover, denominations, asked.ticked, context);
  },
});

function take(
  open: Till,
  offered: Handover,
  counted: readonly CountedPieces[],
  ticked: readonly string[],
  context: DecisionContext,
): Decision<AcceptedHandover> | Refusal {
  const again = firstTry(open, 'handover-accepted', counted, offered.countedMinor);
  const countedMinor = countedTotal(counted);
  if (again) return { changes: [again], result: { outcome: 'count-again', countedMinor } };
  const proofs = proofsOf(context.reader, open, ticked);
  if (isRefusal(proofs)) return proofs;
  const { handoverId, toUserId, denominations } = offered;
  const toName = context.actor.name;
  const differenceMinor = countedMinor - offered.countedMinor;
  const handedOver = { handoverId, toUserId, toName, acceptedMinor: countedMinor, differenceMinor };
  const made = makeZ(open, { denominations, proofs, handedOver }, context);
  const { id: fromTillId, terminalCode, cashierName, sinceMs } = open;
  const tillId = context.newId();
  const pieces = [...counted];
  const accepted = { handoverId, tillId: fromTillId, toName, denominations: pieces, countedMinor, differenceMinor };
  const printedWith = paperNow(context.reader, context.place);
  const drawer = { openingFloatMinor: countedMinor, denominations: pieces, paper: printedWith };
  const opened = { tillId, terminalCode, cashierName: toName, ...drawer };
  return {
    changes: [
      handoverAccepted.of(accepted),
      tillClosed.of({ tillId: fromTillId, terminalCode, cashierName, z: made }),
      tillOpened.of({ ...opened, handover: { handoverId, fromTillId, sinceMs } }),
    ],
    result: { outcome: 'accepted', closedTillId: fromTillId, zNumber: made.number, tillId, openingFloatMinor: countedMinor },
  };
}
