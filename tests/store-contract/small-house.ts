import { z } from 'zod';
import { defineChange, key } from '#domain/kernel/change.ts';
import { buildHouse } from '#domain/kernel/house.ts';
import { defineRecord, on, searchWords } from '#domain/kernel/record.ts';
import { refuse } from '#domain/kernel/refusal.ts';

/** A house small enough to see through: what stores are tested with, so that their tests depend on no slice. */
const id = z.string().min(1);
const describedShape = z.object({
  id,
  name: z.string(),
  code: z.string(),
  shelf: z.string().nullable(),
  price: z.number().int(),
  open: z.boolean(),
});

export const itemDescribed = defineChange({
  name: 'item.described.v1',
  shape: describedShape,
  stream: 'patients',
  nature: 'fact',
  touches: (body) => [key('item', body.id)],
});

export const itemRemoved = defineChange({
  name: 'item.removed.v1',
  shape: z.object({ id }),
  stream: 'patients',
  nature: 'fact',
  touches: (body) => [key('item', body.id)],
});

/** The one authority: the server may refuse it. */
export const itemClaimed = defineChange({
  name: 'item.claimed.v1',
  shape: z.object({ id, by: z.string() }),
  stream: 'patients',
  nature: 'authority',
  touches: (body) => [key('item', body.id)],
});

const raisedShape = z.object({ id, itemId: id, amountMinor: z.number().int().min(0) });

/** Moves money, and touches a record that depends on the date the server posts it to. */
export const tallyRaised = defineChange({
  name: 'tally.raised.v1',
  shape: raisedShape,
  stream: 'money',
  nature: 'fact',
  touches: (body, entry) => [key('tally', body.id), key('day-tally', `${entry.branchId}:${entry.postedDate}`)],
  moves: (body) => ({ inMinor: body.amountMinor, outMinor: 0 }),
  about: (body) => [body.itemId],
});

export const noteWritten = defineChange({
  name: 'note.written.v1',
  shape: z.object({ id, itemId: id, text: z.string() }),
  stream: 'clinical',
  nature: 'fact',
  touches: (body) => [key('note', body.id)],
  about: (body) => [body.itemId],
});

/** A bug in the domain: its fold throws. */
export const itemBroken = defineChange({
  name: 'item.broken.v1',
  shape: z.object({ id }),
  stream: 'patients',
  nature: 'fact',
  touches: (body) => [key('item', body.id)],
});

const itemShape = describedShape.extend({ claimedBy: z.string().nullable(), history: z.array(z.string()) });
export type Item = z.output<typeof itemShape>;
const NO_ITEM: Omit<Item, 'id'> = { name: '', code: '', shelf: null, price: 0, open: false, claimedBy: null, history: [] };

/** `history` names every entry that was folded in, in order, so that a wrong order shows. */
export const item = defineRecord({
  name: 'item',
  shape: itemShape,
  stream: 'patients',
  columns: ['name', 'shelf', 'price', 'open', 'claimedBy'],
  indexes: [['shelf', 'name'], ['price']],
  searchText: (record) => searchWords(`${record.name} ${record.code}`).join(' '),
  handlers: [
    on<Item, z.output<typeof describedShape>>(itemDescribed, {
      fold: (record, body, entry) => ({
        ...(record ?? { ...NO_ITEM, id: body.id }),
        ...body,
        history: [...(record?.history ?? []), `${entry.terminalId}/${entry.seq}`],
      }),
    }),
    on<Item, { id: string }>(itemRemoved, { fold: () => undefined }),
    on<Item, { id: string; by: string }>(itemClaimed, {
      check: (record, body) =>
        record?.claimedBy && record.claimedBy !== body.by ? refuse('already-claimed', { by: record.claimedBy }) : undefined,
      fold: (record, body, entry) => ({
        ...(record ?? { ...NO_ITEM, id: body.id }),
        claimedBy: body.by,
        history: [...(record?.history ?? []), `${entry.terminalId}/${entry.seq}`],
      }),
    }),
    on<Item, { id: string }>(itemBroken, {
      fold: () => {
        throw new Error('this fold is broken');
      },
    }),
  ],
});

const tallyShape = z.object({
  id,
  totalMinor: z.number().int(),
  lateMinor: z.number().int(),
  posted: z.array(z.string()),
  flags: z.array(z.string()),
});
export type Tally = z.output<typeof tallyShape>;

export const tally = defineRecord({
  name: 'tally',
  shape: tallyShape,
  stream: 'money',
  columns: ['totalMinor'],
  indexes: [['totalMinor']],
  handlers: [
    on<Tally, z.output<typeof raisedShape>>(tallyRaised, {
      fold: (record, body, entry) => ({
        id: body.id,
        totalMinor: (record?.totalMinor ?? 0) + body.amountMinor,
        lateMinor: (record?.lateMinor ?? 0) + (entry.late ? body.amountMinor : 0),
        posted: [...(record?.posted ?? []), `${entry.terminalId}/${entry.seq} ${entry.postedDate}`],
        flags: [...(record?.flags ?? []), ...entry.flags],
      }),
    }),
  ],
});

const dayTallyShape = z.object({ id, totalMinor: z.number().int(), count: z.number().int() });
export type DayTally = z.output<typeof dayTallyShape>;

export const dayTally = defineRecord({
  name: 'day-tally',
  shape: dayTallyShape,
  stream: 'management',
  handlers: [
    on<DayTally, z.output<typeof raisedShape>>(tallyRaised, {
      fold: (record, body, entry) => ({
        id: record?.id ?? `${entry.branchId}:${entry.postedDate}`,
        totalMinor: (record?.totalMinor ?? 0) + body.amountMinor,
        count: (record?.count ?? 0) + 1,
      }),
    }),
  ],
});

const noteShape = z.object({ id, itemId: id, text: z.string() });
export type Note = z.output<typeof noteShape>;

export const note = defineRecord({
  name: 'note',
  shape: noteShape,
  stream: 'clinical',
  indexes: [['itemId']],
  handlers: [on<Note, Note>(noteWritten, { fold: (_record, body) => body })],
});

export const smallHouse = buildHouse({
  changes: [itemDescribed, itemRemoved, itemClaimed, tallyRaised, noteWritten, itemBroken],
  records: [item, tally, dayTally, note],
  operations: [],
  queries: [],
});
