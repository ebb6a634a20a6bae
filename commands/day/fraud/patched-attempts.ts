import { granted } from '../../counter-client.ts';
import { approvedAtOffice } from '../approving.ts';
import { cash, payWith, readyAt } from '../collect.ts';
import { gaveBack, mend, signIn, took, until, untilSynced } from '../counters.ts';
import { closeTill, counted, openTill } from '../drawer.ts';
import { type Day, LEAVER, MANAGER, PASSWORD, PATCHED_SEAT } from '../plan.ts';
import { exceptionOf, notedIn } from './traces.ts';

/** The clock is set back by so much: more than machines of one clinic may differ, too little to come into another day. */
const SET_BACK_MS = 20 * 60_000;

/** What a thief does at a machine whose program they have changed: nothing there says no. */
export async function tryPatched(day: Day): Promise<void> {
  const { patched, attempts } = day;
  const { operations } = patched.client.call;
  await openTill(patched);
  await billAtHalfPrice(day);
  const wages = { amountMinor: 70_000, category: 'wages' as const, payee: 'The thief', slip: null, reason: 'Wages' };
  granted(await operations.payOut({ ...wages, attemptId: 'wages of a thief' }), 'a paid-out');
  patched.drawerMinor -= wages.amountMinor;
  attempts.leaves(
    'A paid-out above the cap by a changed program',
    'flagged',
    exceptionOf(day, patched, 'paid-out', 'approval-needed'),
  );
  await refundUnasked(day);
  await forgeSignature(day);
  await setClockBack(day);
  await untilSynced(patched);
}

async function billAtHalfPrice(day: Day): Promise<void> {
  const { patched, attempts } = day;
  await until('a visit waits at the changed program', 60_000, async () => (await readyAt(patched)).length > 0);
  const [visit] = await readyAt(patched);
  const asked = { visitId: visit?.id ?? '' };
  const { invoiceId, totalMinor } = granted(await patched.client.call.operations.issueInvoice(asked), 'a cheap invoice');
  if (totalMinor > 0) await payWith({ ...day, cashier: patched }, invoiceId, [cash(totalMinor)]);
  attempts.leaves(
    'A bill at half the price by a changed program',
    'fraud-pack',
    notedIn(day, 'price-differs', patched, invoiceId),
  );
}

async function refundUnasked(day: Day): Promise<void> {
  const { patched, attempts } = day;
  const advanceId = await depositInCash(day, 40_000, 'a deposit to take');
  const { amountMinor } = granted(
    (await patched.client.call.operations.payRefund({ approvalId: advanceId })) as Parameters<
      typeof granted<{ amountMinor: number }>
    >[0],
    'a refund nobody approved',
  );
  gaveBack(patched, 'cash', amountMinor);
  const traced = exceptionOf(day, patched, 'refund', 'approval-needed');
  attempts.leaves('A refund without approval by a changed program', 'exception', traced);
}

async function depositInCash({ patched, patientIds, random }: Day, amountMinor: number, attemptId: string): Promise<string> {
  const tenders = [cash(amountMinor)];
  const asked = { patientId: random.pick(patientIds), tenders, attemptId };
  const { advanceId } = granted(await patched.client.call.operations.receiveAdvance(asked), 'a deposit');
  took(patched, tenders);
  return advanceId;
}

/** A manager's yes to a paid-out, signed with anything. */
async function forgeSignature(day: Day): Promise<void> {
  const { patched, backOffice, attempts } = day;
  const { operations, terminal } = patched.client.call;
  const what = { amountMinor: 60_000, category: 'wages' as const, payee: 'The thief', slip: null, reason: 'More wages' };
  const { approvalId, request } = granted(await operations.requestPayOut(what), 'a request');
  const signerId = (await terminal.state()).people.find(({ login }) => login === MANAGER)?.userId ?? '';
  const said = { approvalId, kind: 'paid-out' as const, request, decision: 'approved' as const, reason: '' };
  const forged = { ...said, signerId, signature: `${'A'.repeat(86)}==` };
  granted(await operations.decideApproval(forged as never), 'a forged yes');
  attempts.leaves("A manager's yes signed with a forged key", 'refused', async () => {
    const asked = { terminalId: patched.terminalId, status: 'refused' as const, limit: 200 };
    const log = granted(await backOffice.client.call.log.explore(asked), 'the log');
    const found = log.find(({ header }) => header.operation === 'decideApproval');
    return found ? `server, refused with ${found.verdict?.flags.join(', ')}` : null;
  });
}

async function setClockBack(day: Day): Promise<void> {
  const { patched, attempts } = day;
  patched.clock.wrongByMs = -SET_BACK_MS;
  await depositInCash(day, 15_000, 'a deposit of before');
  patched.clock.wrongByMs = 0;
  attempts.leaves('Money taken with the clock set back', 'exception', exceptionOf(day, patched, 'advance', 'clock-suspect'));
}

/** The thief's drawer is counted with less in it than there should be. */
export async function tryWrongCount(day: Day): Promise<void> {
  const { patched, attempts } = day;
  const tillId = await closeTill(patched, 60_000);
  attempts.leaves('A drawer closed with cash missing', 'fraud-pack', notedIn(day, 'variance', patched, tillId));
}

/** Somebody who has left goes on taking money at a machine that cannot have heard of it. */
export async function tryAfterLeaving(day: Day): Promise<void> {
  const { patched, backOffice, attempts } = day;
  await signIn(patched, LEAVER, PASSWORD);
  await openTill(patched);
  await untilSynced(patched);
  const { people } = await patched.client.call.terminal.state();
  const userId = people.find(({ login }) => login === LEAVER)?.userId ?? '';
  patched.link.cut();
  granted(await backOffice.client.call.operations.revokeUser({ userId, reason: 'Left the clinic' }), 'a revocation');
  await depositInCash(day, 25_000, 'a deposit after leaving');
  await mend(patched);
  attempts.leaves('Taking money after having been revoked', 'flagged', exceptionOf(day, patched, 'advance', 'actor-revoked'));
  const { operations } = patched.client.call;
  await until('the revoked person is out', 60_000, async () => !(await operations.openDrawer({ reason: 'Still here' })).ok);
  const after = operations.openDrawer({ reason: 'Still here' });
  await attempts.refused('Working on once the machine has heard of it', patched.name, after, 'not-signed-in');
  await closeAbandoned(day);
}

/** The till of who left is closed by somebody else, as a manager agrees to. */
async function closeAbandoned({ patched, backOffice }: Day): Promise<void> {
  await signIn(patched, PATCHED_SEAT.login, PASSWORD);
  const { operations, queries } = patched.client.call;
  const tillId = granted(await queries.tillState({}), 'the till').open?.tillId ?? '';
  const forced = { tillId, counts: await counted(patched, patched.drawerMinor), reason: 'Its cashier has left the clinic' };
  const approval = await approvedAtOffice(patched, backOffice, 'force-close', operations.requestForceClose(forced));
  granted(await operations.forceCloseTill({ ...forced, approval }), 'a forced close');
}
