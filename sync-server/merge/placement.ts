import { dateIn } from '#domain/kernel/calendar.ts';
import type { Centre, ClinicSettings } from '#domain/kernel/centre.ts';
import type { Change, RecordKey } from '#domain/kernel/change.ts';
import { Draft } from '#domain/kernel/draft.ts';
import type { EntryFacts } from '#domain/kernel/entry-facts.ts';
import { changeTypeOf, checkChange, foldChange, type House, isRefusable, touchedBy } from '#domain/kernel/house.ts';
import type { Reader } from '#domain/kernel/record.ts';
import type { TerminalKind } from '#domain/kernel/roles.ts';
import type { EntryHeader } from '#protocol/entry.ts';
import { appendLeaf, type Frontier, leafOf } from '#protocol/merkle.ts';
import type { Verdict } from '#protocol/sync-messages.ts';
import type { PlacedEntry } from '../store/entries.ts';
import type { ClinicHead } from '../store/heads.ts';
import { COLUMN_MAX, columnText } from '../store/joined.ts';
import type { WrittenRecord } from '../store/records.ts';
import type { OpenedEntry } from './open-batch.ts';
import { BadEntry } from './open-batch.ts';
import { rightsFault, saysWhatOnlyTheServerMay, signersFault } from './rights-of-entry.ts';
import { type TimeFound, timeOfEntry } from './time-of-entry.ts';

export interface PlacementRules {
  readonly house: House;
  readonly centre: Centre;
  readonly settings: ClinicSettings;
  readonly nowMs: number;
}

/** Flags of one entry, at most; a check's code each. */
const FLAGS_MAX = 20;

/**
 * Gives entries their places in one clinic's order, one after another on one draft: facts, rights, checks, verdict, fold,
 * leaf. Pure but for what it has placed. Every method either does all it says or throws and has done nothing, so that a
 * read of something not loaded can stop it and it runs again.
 */
export class Placement {
  readonly #rules: PlacementRules;
  readonly #draft: Draft;
  readonly #branchOf = new Map<string, string | null>();
  readonly #placed: PlacedEntry[] = [];
  #frontier: Frontier;
  #today: string | undefined;

  constructor(rules: PlacementRules, reader: Reader, head: ClinicHead) {
    this.#rules = rules;
    this.#draft = new Draft(reader);
    this.#frontier = head.frontier;
  }

  /** Records as they will stand. */
  get reader(): Reader {
    return this.#draft;
  }

  /** What was placed since this was last asked for, to be written. */
  takePlaced(): readonly PlacedEntry[] {
    return this.#placed.splice(0);
  }

  get frontier(): Frontier {
    return this.#frontier;
  }

  *written(): Iterable<WrittenRecord> {
    for (const { record, id, value } of this.#draft.written())
      yield { record, id, value, branchId: this.#branchOf.get(`${record} ${id}`) ?? null };
  }

  /** The records that placing this entry will look at, to be loaded ahead. */
  reads({ header, changes }: OpenedEntry): RecordKey[] {
    const facts = factsOf(header, { postedDate: header.businessDate, late: false, flags: [] });
    const read = changes.flatMap((change) => {
      const type = changeTypeOf(this.#rules.house, change);
      return [...touchedBy(this.#rules.house, change, facts), ...(type.looksAt?.(change.body, facts) ?? [])];
    });
    return [...read, ...this.#rules.centre.rightsAreIn(header)];
  }

  /**
   * Places an entry of a terminal.
   * @param seenAtMs the latest server time the chain had seen up to and with this entry
   */
  place(opened: OpenedEntry, kind: TerminalKind, seenAtMs: number | null): PlacedEntry {
    const { house, centre } = this.#rules;
    const time = this.#timeOf(opened.header, seenAtMs);
    const forged = saysWhatOnlyTheServerMay(house, opened);
    const rights = forged ? 'decided-centrally' : rightsFault({ house, centre }, this.#draft, opened, kind, seenAtMs);
    const { codes, draft } = this.#tried(opened, time);
    const unsigned = signersFault({ house, centre }, this.#draft, opened, seenAtMs);
    const faults = [rights, unsigned, ...codes].filter((code) => code !== undefined);
    const flags = [...new Set([...time.flags, ...faults])].slice(0, FLAGS_MAX);
    const refused = forged || (faults.length > 0 && isRefusable(house, opened.changes));
    const status = refused ? 'refused' : flags.length > 0 ? 'flagged' : 'accepted';
    const verdict: Verdict = { status, flags, postedDate: time.postedDate, late: time.late };
    // Folds see the verdict's flags: only where no check added one is the trial the real thing.
    return faults.length === 0 ? this.#keep(opened, verdict, draft) : this.settle(opened, verdict);
  }

  /** Places an entry with the verdict it has: the server's own, or one that is folded again. */
  settle(opened: OpenedEntry, verdict: Verdict): PlacedEntry {
    const draft = new Draft(this.#draft);
    if (verdict.status !== 'refused') {
      const facts = factsOf(opened.header, verdict);
      for (const change of opened.changes) fold(this.#rules.house, draft, change, facts, opened);
    }
    return this.#keep(opened, verdict, draft);
  }

  #timeOf(header: EntryHeader, seenAtMs: number | null): TimeFound {
    const { centre, settings, nowMs } = this.#rules;
    const firstOpen = header.branchId === null ? null : centre.firstOpenDate(this.#draft, header.branchId);
    this.#today ??= dateIn(settings.timeZone, nowMs, settings.dayCutOffMinutes);
    return timeOfEntry({ ...header, seenAtMs }, firstOpen, nowMs, this.#today);
  }

  /** Codes of what does not hold, each change seen after the ones before it, and the records then. */
  #tried(opened: OpenedEntry, time: TimeFound): { codes: string[]; draft: Draft } {
    const { house } = this.#rules;
    const facts = factsOf(opened.header, time);
    const draft = new Draft(this.#draft);
    const codes: string[] = [];
    for (const change of opened.changes) {
      const refusal = checkChange(house, draft, change, facts);
      if (refusal) codes.push(refusal.code);
      fold(house, draft, change, facts, opened);
    }
    return { codes, draft };
  }

  #keep({ wire, header }: OpenedEntry, verdict: Verdict, draft: Draft): PlacedEntry {
    for (const { record, id, value } of draft.written()) {
      this.#draft.put({ record, id }, value);
      const name = `${record} ${id}`;
      if (!this.#branchOf.has(name)) this.#branchOf.set(name, header.branchId);
    }
    const leaf = leafOf(wire.hash, verdict);
    this.#frontier = appendLeaf(this.#frontier, leaf);
    const { terminalId, epoch, seq, branchId } = header;
    const placed = { position: this.#frontier.size, terminalId, epoch, seq, branchId, wire, verdict, leaf };
    this.#placed.push(placed);
    return placed;
  }
}

function fold(house: House, draft: Draft, change: Change, facts: EntryFacts, { wire, header }: OpenedEntry): void {
  for (const { id } of foldChange(house, draft, change, facts))
    if (id.length > COLUMN_MAX || columnText(id) !== id) throw new BadEntry(wire, header.seq, 'an id that cannot be kept');
}

/** What folds and checks see of an entry. */
export function factsOf(header: EntryHeader, { postedDate, late, flags }: TimeFound): EntryFacts {
  const { clinicId, branchId, terminalId, epoch, seq, actorId, sessionId, operation, documentNumber } = header;
  const { recordedAtMs, businessDate } = header;
  const seenAtMs = header.checkpoint?.atMs ?? null;
  const said = { clinicId, branchId, terminalId, epoch, seq, actorId, sessionId, operation, documentNumber };
  return { ...said, recordedAtMs, businessDate, seenAtMs, postedDate, late, flags };
}
