import { approvalRefusal } from '../approvals/approval-refusal.ts';
import type { ApprovalUse } from '../approvals/approval-use.ts';
import { type Offer, priceOf } from '../catalogue/price-of.ts';
import { promiseDate, promisedBy } from '../estimates/estimate.ts';
import type { EntryFacts } from '../kernel/entry-facts.ts';
import type { Reader } from '../kernel/record.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { user } from '../staff/user.ts';
import type { VisitLine } from '../visits/changes.ts';
import type { Visit } from '../visits/visit.ts';
import { approvalNeeded, type BillToApprove, billRequest, discountCap, isPricedOtherwise } from './bill-approval.ts';
import type { PromisedPrices } from './changes.ts';
import { discountRefusal } from './discount.ts';
import type { InvoiceLine } from './invoice-line.ts';
import { type BilledAt, packagesRefusal } from './price-lines.ts';
import { unregisteredRefusal } from './registered.ts';

/** A bill as it was issued, with what it claims to rest on. */
interface IssuedBill extends BillToApprove {
  readonly patientId: string;
  readonly estimate?: PromisedPrices | undefined;
  readonly approval?: ApprovalUse | undefined;
}

/** Why a bill does not hold: its lines, its prices, its discount, its payer's share, or the approval that it needs. */
export function billRefusal(reader: Reader, body: IssuedBill, billed: Visit, entry: EntryFacts): Refusal | undefined {
  const at = { branchId: billed.branchId, doctorId: billed.doctorId, date: entry.businessDate };
  return (
    sentRefusal(body.lines, billed.lines) ??
    packagesRefusal(reader, packagesAmong(body.lines), billed.lines) ??
    pricesRefusal(reader, body, at, promiseDate(billed, at.date)) ??
    unregisteredRefusal(reader, entry.clinicId, body.lines) ??
    discountRefusal(body.lines, body.discount) ??
    payerRefusal(body) ??
    unapprovedRefusal(reader, body, entry)
  );
}

/** What the doctor sent is billed, each once: as it is, or by a package that stands for it. */
function sentRefusal(lines: readonly InvoiceLine[], sent: readonly VisitLine[]): Refusal | undefined {
  const covered = new Set(lines.flatMap((line) => line.covers ?? []));
  const open = sent.filter(({ lineId }) => !covered.has(lineId));
  const treatments = lines.filter(({ source }) => source === undefined);
  if (open.length !== treatments.length) return refuse('lines-differ', { sent: open.length, billed: treatments.length });
  const wrong = treatments.find((line, at) => open[at]?.serviceId !== line.serviceId || open[at].quantity !== line.quantity);
  return wrong && refuse('lines-differ', { service: wrong.name });
}

function packagesAmong(lines: readonly InvoiceLine[]): readonly InvoiceLine[] {
  return lines.filter((line) => line.source === 'package' || line.covers !== undefined);
}

function pricesRefusal(
  reader: Reader,
  { lines, estimate, patientId }: IssuedBill,
  at: BilledAt,
  promisedOn: string,
): Refusal | undefined {
  const promised = estimate && promisedBy(reader, estimate.estimateId, patientId, promisedOn);
  if (isRefusal(promised)) return promised;
  let lessMinor = 0;
  for (const line of lines) {
    const said = promised?.lines.find(({ serviceId }) => serviceId === line.serviceId);
    const offer = priceOf(reader, { ...at, serviceId: line.serviceId });
    const refusal = offer ? priceRefusal(line, said, offer) : refuse('service-unknown');
    if (refusal) return refusal;
    if (said && offer) lessMinor += line.quantity * (offer.priceMinor - said.unitPriceMinor);
  }
  // What the promise is worth must be said, so that it stands with other prices that are not the list's.
  const saidMinor = estimate?.lessMinor ?? 0;
  if (saidMinor === lessMinor) return undefined;
  return refuse('price-differs', { service: estimate?.number ?? '', billedMinor: saidMinor, catalogueMinor: lessMinor });
}

/** The list's price or the promised one, or another with the list's beside it; and always the list's tax. */
function priceRefusal(line: InvoiceLine, said: InvoiceLine | undefined, offer: Offer): Refusal | undefined {
  const listedMinor = line.listPriceMinor ?? line.unitPriceMinor;
  const includesTax = line.priceIncludesTax ?? false;
  const isListed = listedMinor === offer.priceMinor && includesTax === offer.priceIncludesTax;
  const isPromised = said && listedMinor === said.unitPriceMinor && includesTax === (said.priceIncludesTax ?? false);
  if ((isListed || isPromised) && line.taxRateBasisPoints === offer.taxRateBasisPoints) return undefined;
  return refuse('price-differs', { service: line.name, billedMinor: listedMinor, catalogueMinor: offer.priceMinor });
}

function payerRefusal({ payer, totalMinor }: IssuedBill): Refusal | undefined {
  if (!payer || payer.amountMinor <= totalMinor) return undefined;
  return refuse('payer-share-too-large', { payerMinor: payer.amountMinor, totalMinor });
}

/** More than its author may grant alone needs a second person's yes to exactly this bill. */
function unapprovedRefusal(reader: Reader, body: IssuedBill, { clinicId, actorId }: EntryFacts): Refusal | undefined {
  const roles = reader.get(user, actorId)?.roles ?? [];
  const needed = approvalNeeded(body, discountCap(reader, clinicId, roles));
  if (!needed && !body.approval) return undefined;
  const kind = needed ?? (isPricedOtherwise(body.lines) ? 'price-override' : 'discount');
  return approvalRefusal(reader, kind, body.approval, billRequest(kind, body));
}
