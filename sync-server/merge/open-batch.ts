import type { Change } from '#domain/kernel/change.ts';
import { type House, moved, parseChange } from '#domain/kernel/house.ts';
import { isRefusal } from '#domain/kernel/refusal.ts';
import { type EntryHeader, entryFault, openChange, readHeader, type WireEntry } from '#protocol/entry.ts';
import type { ChainEnd } from '../store/heads.ts';

/** An entry that is what it says it is, and follows the one before it. */
export interface OpenedEntry {
  readonly wire: WireEntry;
  readonly header: EntryHeader;
  readonly changes: readonly Change[];
}

/** The first entry of a batch that cannot be taken, and why. */
export class BadEntry extends Error {
  readonly entry: WireEntry;
  readonly seq: number;
  constructor(entry: WireEntry, seq: number, why: string) {
    super(why);
    this.entry = entry;
    this.seq = seq;
  }
}

export interface Author {
  readonly clinicId: string;
  readonly terminalId: string;
  readonly epoch: number;
  readonly branchId: string | null;
}

/** Canonical JSON escapes every control character; a text that has one was not canonical. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x1f\x7f]/;
const SEALED = /^\["[0-9a-f]{32}","/;

/**
 * Opens entries that follow a chain's end: form, hash, commitments, author, density, clock order and totals.
 * @returns the entries and where the chain then ends
 * @throws BadEntry
 */
export function openBatch(
  house: House,
  author: Author,
  end: ChainEnd,
  entries: readonly WireEntry[],
): { opened: OpenedEntry[]; end: ChainEnd } {
  const opened: OpenedEntry[] = [];
  let last = end;
  for (const wire of entries) {
    const { header, changes } = open(house, wire, last.seq + 1);
    const fault = authorFault(header, author) ?? chainFault(header, last) ?? totalsFault(house, header, changes, last);
    if (fault) throw new BadEntry(wire, last.seq + 1, fault);
    opened.push({ wire, header, changes });
    last = endAfter(last, header, wire.hash);
  }
  return { opened, end: last };
}

function open(house: House, wire: WireEntry, seq: number): { header: EntryHeader; changes: Change[] } {
  const bad = (why: string) => new BadEntry(wire, seq, why);
  if (CONTROL.test(wire.header)) throw bad('the header is not canonical');
  const header = parsed(() => readHeader(wire.header));
  if (!header) throw bad('the header is not one');
  const fault = entryFault(wire, header);
  if (fault) throw bad(fault);
  if (header.documentNumber !== null && wire.signature === null) throw bad('an entry that prints a document must be signed');
  const changes = wire.changes.map((sealed, index) => {
    const where = `change ${index + 1}`;
    if (sealed === null) throw bad(`${where} is missing`);
    if (!SEALED.test(sealed) || CONTROL.test(sealed)) throw bad(`${where} is not canonical`);
    const change = parsed(() => openChange(sealed));
    if (!change || typeof change.type !== 'string') throw bad(`${where} is not one`);
    const known = parseChange(house, change);
    if (isRefusal(known)) throw bad(`${where}: ${known.code} ${known.details.type} ${known.details.where ?? ''}`.trim());
    // Folded as it was hashed: every terminal folds the same text.
    return change;
  });
  return { header, changes };
}

function parsed<Value>(parse: () => Value): Value | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

function authorFault(header: EntryHeader, author: Author): string | undefined {
  for (const field of ['clinicId', 'terminalId', 'epoch'] as const)
    if (header[field] !== author[field]) return `${field} is not the author's`;
  if (header.branchId !== null && header.branchId !== author.branchId) return "branchId is not the author's";
  return undefined;
}

function chainFault(header: EntryHeader, last: ChainEnd): string | undefined {
  if (header.seq !== last.seq + 1) return `seq ${header.seq} does not follow ${last.seq}`;
  if (header.prev !== last.hash) return 'prev is not the hash of the entry before';
  if (header.hlc <= last.hlc) return 'its clock runs backwards';
  return undefined;
}

function totalsFault(house: House, header: EntryHeader, changes: readonly Change[], last: ChainEnd): string | undefined {
  const { inMinor, outMinor } = moved(house, changes);
  const right = header.grossInMinor === last.grossInMinor + inMinor && header.grossOutMinor === last.grossOutMinor + outMinor;
  return right ? undefined : 'the perpetual totals do not follow';
}

/** The chain's end once this entry is in it. */
export function endAfter(last: ChainEnd, header: EntryHeader, hash: string): ChainEnd {
  const seen = header.checkpoint?.atMs ?? null;
  return {
    terminalId: last.terminalId,
    epoch: last.epoch,
    seq: header.seq,
    hash,
    hlc: header.hlc,
    recordedAtMs: header.recordedAtMs,
    grossInMinor: header.grossInMinor,
    grossOutMinor: header.grossOutMinor,
    seenAtMs: seen === null ? last.seenAtMs : Math.max(seen, last.seenAtMs ?? seen),
    frozen: last.frozen,
  };
}
