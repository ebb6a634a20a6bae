import type { Advance } from '#domain/advances/advance.ts';
import { advance } from '#domain/advances/advance.ts';
import { approvalDecided } from '#domain/approvals/changes.ts';
import { nextNumber } from '#domain/documents/document-series.ts';
import { amountsOf, type InvoiceLine } from '#domain/invoices/invoice-line.ts';
import type { Change } from '#domain/kernel/change.ts';
import type { House } from '#domain/kernel/house.ts';
import { sum } from '#domain/kernel/money.ts';
import type { Decision, DecisionContext, Operation } from '#domain/kernel/operation.ts';
import { isRefusal, type Refusal, refuse } from '#domain/kernel/refusal.ts';
import { refundPaid } from '#domain/refunds/changes.ts';
import { openTillHere } from '#domain/tills/open-till-here.ts';

/**
 * The rules as a thief has changed them on a machine of their own: nothing is checked there, every bill is half the list's
 * price, refunds need nobody, and anybody's yes is signed with anything. The server keeps its own rules.
 */
export function patchedHouse(house: House): House {
  const operations = new Map(house.operations);
  const patch = (name: string, other: (original: Operation) => Partial<Operation>) => {
    const original = operations.get(name);
    if (!original) throw new Error(`there is no operation ${name} to change`);
    operations.set(name, { ...original, ...other(original) });
  };
  patch('issueInvoice', (original) => ({ decide: (input, context) => halved(original.decide(input, context)) }));
  patch('payRefund', () => ({
    decide: (input, context) => unasked(input as { approvalId: string; reference: string }, context),
  }));
  // What is typed as the signature is taken for one.
  patch('decideApproval', (original) => ({ ...original, hostMakes: undefined }) as unknown as Partial<Operation>);
  const changes = new Map(house.changes);
  const decided = changes.get(approvalDecided.name);
  if (decided) {
    const { signedBy: _, ...unsigned } = decided;
    changes.set(approvalDecided.name, unsigned);
  }
  return { ...house, operations, changes, handlers: withoutChecks(house.handlers) };
}

function withoutChecks(handlers: House['handlers']): House['handlers'] {
  return new Map(
    [...handlers].map(([change, ofRecords]) => [
      change,
      new Map([...ofRecords].map(([record, { check: _, ...handler }]) => [record, handler])),
    ]),
  );
}

type Billed = { readonly lines: readonly InvoiceLine[]; readonly roundingMinor?: number; readonly totalMinor: number };

function halved(decision: Decision<unknown> | Refusal): Decision<unknown> | Refusal {
  if (isRefusal(decision)) return decision;
  const [issued, ...others] = decision.changes as readonly [Change, ...Change[]];
  const lines = (issued.body as Billed).lines.map((line) => {
    const cheaper = { ...line, unitPriceMinor: Math.ceil(line.unitPriceMinor / 2) };
    return { ...cheaper, ...amountsOf(cheaper) };
  });
  const netMinor = sum(lines.map((line) => line.amountMinor));
  const taxMinor = sum(lines.map((line) => line.taxMinor));
  const { roundingMinor: _, ...said } = issued.body as Billed;
  const body = { ...said, lines, netMinor, taxMinor, totalMinor: netMinor + taxMinor };
  const result = { ...(decision.result as object), totalMinor: body.totalMinor };
  return { ...decision, changes: [{ ...issued, body }, ...others], result };
}

/** Pays an advance back in cash that nobody agreed to. `approvalId` names the advance. */
function unasked(
  { approvalId: advanceId }: { approvalId: string },
  { reader, place, actor, businessDate, newId }: DecisionContext,
): Decision<unknown> | Refusal {
  const till = openTillHere(reader, place);
  const one: Advance | undefined = reader.get(advance, advanceId);
  const next = nextNumber(reader, place, 'refund', businessDate);
  if (!till || !one || isRefusal(next)) return refuse('no-open-till');
  const { patientId, patientName, number: receiptNumber, leftMinor: amountMinor } = one;
  const source = { kind: 'advance' as const, id: advanceId, tenderIndex: 0 };
  const facts = { patientId, source, receiptNumber, tender: 'cash' as const, amountMinor, payeeId: null, reason: 'Nobody asked' };
  const from = [{ advanceId, amountMinor }];
  const said = {
    ...facts,
    ...next,
    refundId: newId(),
    tillId: till.id,
    patientName,
    cashierName: actor.name,
    reference: '',
    from,
  };
  return { changes: [refundPaid.of(said)], documentNumber: next.number, result: { amountMinor } };
}
