import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Verdict } from '#protocol/sync-messages.ts';
import { ForeignAuthor, MORNING_MS } from '../../../tests/store-contract/foreign-author.ts';
import { itemClaimed, itemDescribed, noteWritten, tallyRaised } from '../../../tests/store-contract/small-house.ts';
import { ACCEPTED } from '../../../tests/store-contract/small-server.ts';
import { SmallTerminal } from '../../../tests/store-contract/small-terminal.ts';
import type { LogFilter } from './terminal-store.ts';

const REFUSED: Verdict = { ...ACCEPTED, status: 'refused', flags: ['already-claimed'] };
const FLAGGED: Verdict = { ...ACCEPTED, status: 'flagged', flags: ['clock-suspect'] };
const LATE: Verdict = { status: 'flagged', flags: ['time-unproven'], postedDate: '2026-05-06', late: true };

const TODAY = '2026-05-04';
const described = (id: string) => itemDescribed.of({ id, name: id, code: '', shelf: null, price: 0, open: true });

let terminal: SmallTerminal;
beforeEach(() => {
  terminal = new SmallTerminal();
  const other = new ForeignAuthor('terminal-b');
  const at = (minute: number) => ({ recordedAtMs: MORNING_MS + minute * 60_000 });
  terminal.append([described('a')], at(1));
  terminal.append([tallyRaised.of({ id: 't', itemId: 'a', amountMinor: 5 })], { ...at(3), documentNumber: 'R01/2627/000001' });
  terminal.append([itemClaimed.of({ id: 'a', by: 'x' })], { ...at(5), actorId: 'user-z' });
  terminal.append([described('b')], at(7));
  terminal.server.place(other.write([described('b')], at(2)));
  terminal.server.place(other.write([noteWritten.of({ id: 'n', itemId: 'a', text: 'x' })], at(4)), FLAGGED);
  terminal.server.place(other.write([described('c')], { ...at(6), documentNumber: 'R02/2627/000001' }));
  terminal.send(ACCEPTED, LATE, REFUSED);
  terminal.pull();
});
afterEach(() => terminal.remove());

/** The minutes after the start at which the entries listed were recorded. */
function minutes(filter: Partial<LogFilter>): number[] {
  return terminal.store.log({ limit: 50, ...filter }).map(({ header }) => (header.recordedAtMs - MORNING_MS) / 60_000);
}

describe('the log, explored', () => {
  it.each<[string, Partial<LogFilter>, number[]]>([
    ['everything, newest first', {}, [7, 6, 5, 4, 3, 2, 1]],
    ['a record', { subject: 'b' }, [7, 2]],
    ['what changes are about', { subject: 'a' }, [5, 4, 3, 1]],
    ['an actor', { actorId: 'user-z' }, [5]],
    ['an actor of another terminal', { actorId: 'user-of-terminal-b' }, [6, 4, 2]],
    ['an actor and a record', { actorId: 'user-a', subject: 'a' }, [3, 1]],
    ['a terminal', { terminalId: 'terminal-b' }, [6, 4, 2]],
    ['this terminal', { terminalId: 'terminal-a' }, [7, 5, 3, 1]],
    ['a document of this terminal', { documentNumber: 'R01/2627/000001' }, [3]],
    ['a document of another', { documentNumber: 'R02/2627/000001' }, [6]],
    ['what waits', { status: 'pending' }, [7]],
    ['what was accepted', { status: 'accepted' }, [6, 2, 1]],
    ['what was flagged', { status: 'flagged' }, [4, 3]],
    ['what was refused', { status: 'refused' }, [5]],
    ['what was late', { status: 'late' }, [3]],
    ['what was flagged about a record', { status: 'flagged', subject: 'n' }, [4]],
    ['days', { dates: { from: TODAY, to: TODAY } }, [7, 6, 5, 4, 3, 2, 1]],
    ['other days', { dates: { from: '2026-01-01', to: '2026-01-31' } }, []],
    ['days of a terminal', { terminalId: 'terminal-b', dates: { from: TODAY, to: '2026-12-31' } }, [6, 4, 2]],
    ['one kind of work', { actorId: 'user-z', operations: ['test'] }, [5]],
    ['another kind of work', { operations: ['other'] }, []],
    ['nobody', { subject: 'nobody' }, []],
    ['the index’s own words as an id', { subject: ' status late' }, []],
    ['a few', { limit: 2 }, [7, 6]],
  ])('lists %s', (_what, filter, expected) => {
    expect(minutes(filter)).toEqual(expected);
  });

  it('pages on, also between entries of one moment', () => {
    const moment = { recordedAtMs: MORNING_MS };
    for (let count = 0; count < 5; count++) terminal.append([itemClaimed.of({ id: 'a', by: 'x' })], moment);
    const all = terminal.store.log({ limit: 50 });
    const paged: string[] = [];
    for (let page = terminal.store.log({ limit: 2 }); page.length > 0; ) {
      paged.push(...page.map(({ hash }) => hash));
      const last = page.at(-1);
      if (!last) break;
      page = terminal.store.log({ limit: 2, before: { recordedAtMs: last.header.recordedAtMs, hash: last.hash } });
    }
    expect(paged).toEqual(all.map(({ hash }) => hash));
    expect(paged).toHaveLength(12);
  });

  it('says what the server made of an entry, and what is in it', () => {
    const [late] = terminal.store.log({ limit: 1, status: 'late' });
    expect(late).toMatchObject({ position: 5, signed: true, verdict: LATE });
    expect(late?.changes).toEqual([{ type: 'tally.raised.v1', body: { id: 't', itemId: 'a', amountMinor: 5 } }]);
    expect(terminal.store.log({ limit: 1 })[0]).toMatchObject({ position: null, verdict: null, signed: false });
  });
});

it('where nobody explores, lists its own entries and nobody else’s', () => {
  const cashier = new SmallTerminal({ kind: 'cashier' });
  const other = new ForeignAuthor('terminal-b');
  const printed = cashier.append([described('a')], { documentNumber: 'R01/2627/000009' });
  cashier.append([described('b')]);
  cashier.send(ACCEPTED, REFUSED);
  cashier.server.place(other.write([described('c')], { documentNumber: 'R02/2627/000003' }));
  cashier.pull();
  expect(cashier.store.entryOfDocument('R01/2627/000009')).toMatchObject({ hash: printed.hash });
  expect(cashier.store.entryOfDocument('R02/2627/000003')).toBeUndefined();
  expect(
    cashier.store
      .log({ limit: 10 })
      .map(({ header }) => header.seq)
      .sort(),
  ).toEqual([1, 2]);
  cashier.remove();
});
