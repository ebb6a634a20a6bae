import { type AskedApproval, askedApproval } from '../approvals/asked-approval.ts';
import { maybeTyped } from '../kernel/fields.ts';
import { defineQuery, type QueryContext } from '../kernel/operation.ts';
import { isRefusal, type Refusal } from '../kernel/refusal.ts';
import { visit } from '../visits/visit.ts';
import { allThatIsLeft, type CreditAmounts, type CreditLeft, creditRequest } from './credit-amounts.ts';
import { type Credit, creditAsked, creditOf } from './credit-asked.ts';

/** What taking back an invoice would come to, before anybody asks for it. */
export interface CreditPreview {
  /** Null where it cannot be taken back so. */
  readonly amounts: CreditAmounts | null;
  readonly problem: string | null;
  readonly problemDetails: Refusal['details'];
  /** Of each line, how many and how much can be taken back. */
  readonly left: readonly CreditLeft[];
  readonly mayReopen: boolean;
  readonly approval: AskedApproval;
}

export const creditPreview = defineQuery({
  name: 'creditPreview',
  roles: ['cashier', 'manager'],
  terminals: ['cashier', 'back-office'],
  input: creditAsked.extend({ reason: maybeTyped(300) }),
  read(asked, context): CreditPreview {
    const { reader } = context;
    const whole = creditOf(reader, { ...asked, lines: null, reopens: false });
    const credit = creditOf(reader, asked);
    const bill = isRefusal(whole) ? undefined : whole.bill;
    return {
      amounts: isRefusal(credit) ? null : credit,
      problem: isRefusal(credit) ? credit.code : null,
      problemDetails: isRefusal(credit) ? credit.details : {},
      left: bill ? allThatIsLeft(bill) : [],
      mayReopen: bill !== undefined && reader.get(visit, bill.visitId)?.invoiceId === bill.id,
      approval: isRefusal(credit) ? NOT_ASKED : approvalOf(credit, asked, context),
    };
  },
});

const NOT_ASKED: AskedApproval = { kind: 'credit-note', approvalId: null, state: null, answer: '', approverName: null };

function approvalOf(
  { bill, ...amounts }: Credit,
  { reason, reopens }: { reason: string; reopens: boolean },
  context: QueryContext,
): AskedApproval {
  const request = creditRequest({ ...amounts, invoiceId: bill.id, invoiceNumber: bill.number, reason, reopens });
  return askedApproval(context, { kind: 'credit-note', subjectId: bill.id, request });
}
