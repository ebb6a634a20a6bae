import type { RecordKey } from '#domain/kernel/change.ts';
import { Draft } from '#domain/kernel/draft.ts';
import type { EntryFacts } from '#domain/kernel/entry-facts.ts';
import { checkChange, foldChange, moved } from '#domain/kernel/house.ts';
import { type Actor, type Decision, decisionOf, type Operation, type Place } from '#domain/kernel/operation.ts';
import { isRefusal, type Refusal } from '#domain/kernel/refusal.ts';
import { SUBSCRIPTIONS } from '#domain/kernel/roles.ts';
import type { Answer } from '#protocol/counter-api.ts';
import { no, yes } from './answers.ts';
import { StoreFault } from './store/store-fault.ts';
import type { Workplace } from './workplace.ts';

/**
 * Where a terminal in training works: the real records with what was only practised folded on top, in memory, for as long
 * as the training lasts. Nothing of it reaches the store but a note that it was done.
 */
export class Scratch {
  readonly draft: Draft;
  readonly place: Place;
  #grossInMinor = 0;
  #grossOutMinor = 0;

  constructor({ access, store, place }: Pick<Workplace, 'access' | 'store' | 'place'>) {
    this.draft = new Draft(store.reader, SUBSCRIPTIONS[place.kind]);
    const training = access.training.setting(store.reader, place);
    this.place = { ...place, terminalCode: training.terminalCode };
    for (const { record, id, value } of training.records) this.draft.put({ record, id }, value);
    const { grossInMinor, grossOutMinor } = store.head();
    this.#grossInMinor = grossInMinor;
    this.#grossOutMinor = grossOutMinor;
  }

  get totals() {
    return { grossInMinor: this.#grossInMinor, grossOutMinor: this.#grossOutMinor };
  }

  /** Checks and folds the changes here; answers the records touched, or the first refusal. */
  take(
    work: Pick<Workplace, 'house'>,
    { changes }: Pick<Decision<unknown>, 'changes'>,
    entry: EntryFacts,
  ): RecordKey[] | Refusal {
    const trial = new Draft(this.draft, this.draft.holds);
    const touched: RecordKey[] = [];
    for (const change of changes) {
      const refusal = checkChange(work.house, trial, change, entry);
      if (refusal) return refusal;
      touched.push(...foldChange(work.house, trial, change, entry));
    }
    for (const { record, id, value } of trial.written()) this.draft.put({ record, id }, value);
    const { inMinor, outMinor } = moved(work.house, changes);
    this.#grossInMinor += inMinor;
    this.#grossOutMinor += outMinor;
    return touched;
  }
}

/** Decides an operation as if it were real, keeps it in the scratch, and logs one note of it. */
export function practise(work: Workplace, scratch: Scratch, operation: Operation, input: unknown, actor: Actor): Answer<unknown> {
  // What only the server may decide cannot be practised: its records are everybody's.
  if (operation.decidedAt === 'central') return no('not-in-training', { operation: operation.name });
  const context = work.contextFor(actor);
  const decision = decisionOf(operation, input, context);
  if (isRefusal(decision)) return no(decision);
  const unsigned = work.unsignedRefusal(decision.changes);
  if (unsigned) return no(unsigned);
  const touched = scratch.take(work, decision, factsOf(work, operation, decision, actor, context.businessDate));
  if (isRefusal(touched)) return no(touched);
  try {
    note(work, operation, decision, actor);
  } catch (error) {
    if (error instanceof StoreFault) return no(error.reason);
    throw error;
  }
  work.changed(touched);
  return yes(decision.result);
}

/** What was practised is in the log, as such: what it would have done, and nothing that it would have folded into. */
function note(work: Workplace, operation: Operation, { changes, documentNumber }: Decision<unknown>, actor: Actor): void {
  const { inMinor, outMinor } = moved(work.house, changes);
  const said = {
    terminalId: work.place.terminalId,
    userId: actor.userId,
    operation: operation.name,
    changes: changes.map(({ type }) => type),
    documentNumber: documentNumber ?? null,
    inMinor,
    outMinor,
  };
  const by = { actorId: actor.userId, sessionId: actor.sessionId, operation: 'practise' };
  const appended = work.append(by, [work.access.training.noted(said)]);
  if (isRefusal(appended)) throw new Error(`a practised ${operation.name} could not be logged: ${appended.code}`);
}

function factsOf(
  { place, store, clock }: Workplace,
  operation: Operation,
  { documentNumber, branchId }: Decision<unknown>,
  { userId: actorId, sessionId }: Actor,
  businessDate: string,
): EntryFacts {
  const { clinicId, terminalId, epoch } = place;
  return {
    ...{ clinicId, terminalId, epoch, actorId, sessionId, businessDate },
    branchId: branchId === undefined ? place.branchId : branchId,
    seq: store.head().seq + 1,
    operation: operation.name,
    documentNumber: documentNumber ?? null,
    recordedAtMs: clock.nowMs(),
    postedDate: businessDate,
    late: false,
    flags: [],
  };
}
