import { granted } from '../counter-client.ts';
import { collectDues, collectReady, readyAt } from './collect.ts';
import { mend, until } from './counters.ts';
import { closeTill, handOver, moveCash } from './drawer.ts';
import { tryApprovals, tryRefund } from './fraud/approval-attempts.ts';
import { tryBill } from './fraud/bill-attempts.ts';
import { agreeOnRefund, tryDrawer } from './fraud/drawer-attempts.ts';
import { collectTwice, seeUnbilled, treatUnarrived, tryOwnAccount } from './fraud/offline-attempts.ts';
import { tryAfterLeaving, tryPatched, tryWrongCount } from './fraud/patched-attempts.ts';
import { giveBackDeposit, takeBackLine } from './giving-back.ts';
import { type Day, EVENING } from './plan.ts';
import { allInStep, checkIn, completePaid, consultWaiting } from './work.ts';

/** The visits in five stretches, each with another counter cut off; the last one stays cut off over the lock. */
export async function liveThrough(day: Day, visits: number): Promise<{ date: string; atLock: unknown }> {
  const { reception, room, backOffice, cashiers, tell } = day;
  const stretch = share(visits, 5);
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = stretch;

  tell(`${first} visits with everybody online.`);
  await arrive(day, first);
  await treatAndCollect(day, first);
  tell('Cash is moved, and more is tried than is allowed.');
  await moveCash(cashiers[0]);
  await tryDrawer(day);
  await tryApprovals(day);
  await tryOwnAccount(day);

  tell(`${second} visits check in while the reception is cut off.`);
  reception.link.cut();
  await arrive(day, second);
  await mend(reception);
  await treat(day, second);
  tell('One of them pays at a counter whose program somebody has changed.');
  await tryPatched(day);
  await collectAll(day, second - 1);
  await collectDues(day);

  tell(`${third} visits are treated while the consulting room is cut off.`);
  await arrive(day, third);
  await waitingAt(day, third);
  room.link.cut();
  await consultWaiting(room, day.random, third);
  await mend(room);
  await waitingAtCashiers(day, third);
  await tryBill(day);
  await collectAll(day, third - 1);
  await collectDues(day);
  tell('What was taken too much is given back; who has left goes on; the first cashier goes home.');
  await giveBackDeposit(day);
  await takeBackLine(day);
  await tryRefund(day);
  await tryWrongCount(day);
  await tryAfterLeaving(day);
  await treatUnarrived(day);
  await seeUnbilled(day, await checkIn(reception, day.random, day.patientIds, day.doctorIds));
  await handOver(cashiers[0], EVENING);

  tell(`${fourth} visits pay while the first cashier and the back office are cut off.`);
  await arrive(day, fourth);
  await treat(day, fourth);
  await waitingAtCashiers(day, fourth);
  const payAtBoth = await agreeOnRefund(day);
  await collectTwice(day);
  await payAtBoth();
  backOffice.link.cut();
  await collectShared(day);
  granted(
    await backOffice.client.call.operations.addDoctor({ name: 'Doctor Two', speciality: 'General practice' }),
    'a new doctor, offline',
  );
  await collectDues(day);
  await mend(cashiers[0]);
  await mend(backOffice);

  tell(`${fifth} visits pay while the second cashier is cut off, and stays cut off over the lock.`);
  await arrive(day, fifth);
  await treat(day, fifth);
  await waitingAtCashiers(day, fifth);
  cashiers[1].link.cut();
  await collectShared(day);
  await collectDues(day);
  return evening(day);
}

const NO_NETWORK = 'Cashier 2 has had no network since the afternoon';

async function evening(day: Day): Promise<{ date: string; atLock: unknown }> {
  const { clinic, reception, backOffice, cashiers, all, tell } = day;
  const connected = all.filter((counter) => counter !== cashiers[1]);
  await closeTill(cashiers[0]);
  await allInStep(connected, day.head);
  const { operations, queries } = backOffice.client.call;
  const { branchId } = clinic;
  const { date } = granted(await queries.dayChecklist({ branchId }), 'the checklist');
  await completePaid(reception, date);
  await allInStep(connected, day.head);
  const unforced = await operations.lockBusinessDay({ branchId, date });
  if (unforced.ok) throw new Error('the day was locked although a terminal is missing');
  const forcedOverNone = await operations.lockBusinessDay({ branchId, date, force: true, missing: [], reason: NO_NETWORK });
  if (forcedOverNone.ok) throw new Error('the day was locked by force although nobody declared the terminal missing');
  const lock = await operations.lockBusinessDay({
    branchId,
    date,
    force: true,
    missing: [cashiers[1].terminalId],
    reason: NO_NETWORK,
  });
  const locked = granted(lock, 'the forced lock');
  tell(`${date} is locked without ${locked.missing.join(', ')}.`);
  const atLock = granted(await queries.dayFigures({ branchId, date }), 'the figures at the lock').asClosed ?? locked.figures;

  tell('The second cashier closes and comes back.');
  await closeTill(cashiers[1]);
  await mend(cashiers[1]);
  await allInStep(all, day.head);
  await completePaid(reception, date);
  await allInStep(all, day.head);
  return { date, atLock };
}

async function arrive({ reception, random, patientIds, doctorIds }: Day, count: number): Promise<void> {
  for (let arrived = 0; arrived < count; arrived += 1) await checkIn(reception, random, patientIds, doctorIds);
}

async function treatAndCollect(day: Day, count: number): Promise<void> {
  await treat(day, count);
  await collectAll(day, count);
  await collectDues(day);
}

async function treat({ room, random }: Day, count: number): Promise<void> {
  let treated = 0;
  await until(`${count} patients are treated`, 120_000, async () => {
    treated += await consultWaiting(room, random, count - treated);
    return treated >= count;
  });
}

async function collectAll(day: Day, count: number): Promise<void> {
  let collected = 0;
  await until(`${count} bills are collected`, 120_000, async () => {
    collected += await collectShared(day);
    return collected >= count;
  });
}

/** The two cashiers share by token, so that no bill is collected twice. */
async function collectShared(day: Day): Promise<number> {
  let collected = 0;
  for (const [turn, cashier] of day.cashiers.entries())
    collected += await collectReady(cashier, day, (token) => Number(token.split('-').at(-1)) % 2 === turn);
  return collected;
}

async function waitingAt({ room }: Day, count: number): Promise<void> {
  await until(
    `${count} patients wait at ${room.name}`,
    60_000,
    async () => granted(await room.client.call.queries.doctorQueue({}), 'the queue').length >= count,
  );
}

async function waitingAtCashiers({ cashiers }: Day, count: number): Promise<void> {
  for (const cashier of cashiers)
    await until(`${count} bills wait at ${cashier.name}`, 60_000, async () => (await readyAt(cashier)).length >= count);
}

/** `count` in `parts` nearly equal parts. */
function share(count: number, parts: number): number[] {
  return Array.from(
    { length: parts },
    (_, part) => Math.floor((count * (part + 1)) / parts) - Math.floor((count * part) / parts),
  );
}
