import { itemsOf } from '../catalogue/package.ts';
import { type PriceAsked, priceOf } from '../catalogue/price-of.ts';
import { service } from '../catalogue/service.ts';
import { MAX_AMOUNT_MINOR } from '../kernel/money.ts';
import type { Reader } from '../kernel/record.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import type { VisitLine } from '../visits/changes.ts';
import type { BillAsked } from './bill-asked.ts';
import { amountsOf, type InvoiceLine, priceOfLine } from './invoice-line.ts';

/** Where and when a bill is made, which its prices depend on. */
export type BilledAt = Omit<PriceAsked, 'serviceId'>;

/** A service to be billed, and how it came onto the bill. */
type Wanted = Pick<InvoiceLine, 'serviceId' | 'quantity' | 'tooth' | 'source' | 'covers'>;

/** More lines than an invoice has room for. */
export const MAX_LINES = 50;

/** The lines of a bill at the list's prices: what the doctor sent, in its order, then packages, then what was added. */
export function priceLines(
  reader: Reader,
  sent: readonly VisitLine[],
  { packages, added }: Pick<BillAsked, 'packages' | 'added'>,
  at: BilledAt,
): readonly InvoiceLine[] | Refusal {
  const wanted = wantedLines(reader, sent, packages);
  if (isRefusal(wanted)) return wanted;
  const all = [...wanted, ...added.map((one): Wanted => ({ ...one, source: 'added' }))];
  if (all.length > MAX_LINES) return refuse('too-many-lines', { most: MAX_LINES });
  const priced: InvoiceLine[] = [];
  for (const one of all) {
    const line = priceLine(reader, one, at);
    if (isRefusal(line)) return line;
    priced.push(line);
  }
  return priced;
}

/** Treatments that no package stands for, and the packages. */
function wantedLines(reader: Reader, sent: readonly VisitLine[], packages: BillAsked['packages']): readonly Wanted[] | Refusal {
  let left = sent;
  const packed: Wanted[] = [];
  for (const { serviceId, covers: asked } of packages) {
    const covers = asked ?? coverable(reader, serviceId, left);
    left = left.filter(({ lineId }) => !covers.includes(lineId));
    packed.push({ serviceId, quantity: 1, tooth: null, source: 'package', covers });
  }
  const refusal = packagesRefusal(reader, packed, sent);
  if (refusal) return refusal;
  return [...left.map(({ serviceId, quantity, tooth }) => ({ serviceId, quantity, tooth })), ...packed];
}

/** As many of the treatments, in their order, as the package has room for. */
function coverable(reader: Reader, packageId: string, sent: readonly VisitLine[]): string[] {
  const room = new Map(itemsOf(reader, packageId).map((item) => [item.serviceId, item.quantity]));
  return sent.flatMap(({ lineId, serviceId, quantity }) => {
    const roomFor = room.get(serviceId) ?? 0;
    if (quantity > roomFor) return [];
    room.set(serviceId, roomFor - quantity);
    return [lineId];
  });
}

/** A package stands for treatments of this visit that are in it, and for each only once. */
export function packagesRefusal(
  reader: Reader,
  packed: readonly Pick<Wanted, 'serviceId' | 'covers'>[],
  sent: readonly VisitLine[],
): Refusal | undefined {
  const covered = new Set<string>();
  for (const { serviceId, covers = [] } of packed) {
    const name = reader.get(service, serviceId)?.name ?? '';
    const room = new Map(itemsOf(reader, serviceId).map((item) => [item.serviceId, item.quantity]));
    if (room.size === 0) return refuse('not-a-package', { service: name });
    for (const lineId of covers) {
      const line = sent.find((one) => one.lineId === lineId);
      const roomFor = line ? (room.get(line.serviceId) ?? 0) - line.quantity : -1;
      if (!line || covered.has(lineId) || roomFor < 0) return refuse('not-in-package', { service: name });
      covered.add(lineId);
      room.set(line.serviceId, roomFor);
    }
  }
  return undefined;
}

function priceLine(reader: Reader, { serviceId, quantity, tooth, source, covers }: Wanted, at: BilledAt): InvoiceLine | Refusal {
  const offer = priceOf(reader, { ...at, serviceId });
  if (!offer) return refuse('service-unknown');
  if (source !== undefined && !offer.active) return refuse('service-not-active', { service: offer.name });
  const { code, name, category, hsnSac, priceMinor, taxRateBasisPoints, supply } = offer;
  const items = itemsOf(reader, serviceId).map((item) => ({
    name: reader.get(service, item.serviceId)?.name ?? item.serviceId,
    quantity: item.quantity,
  }));
  const line = {
    ...{ serviceId, code, name, category, hsnSac, quantity, tooth, taxRateBasisPoints, supply },
    ...(offer.priceIncludesTax ? { priceIncludesTax: true as const } : {}),
    ...(source ? { source } : {}),
    ...(covers ? { covers } : {}),
    ...(items.length > 0 ? { items } : {}),
  };
  return priced(line, priceMinor);
}

/** The line at a unit price, with what it then comes to. */
export function priced(line: Omit<InvoiceLine, 'unitPriceMinor' | 'amountMinor' | 'taxMinor'>, unitPriceMinor: number) {
  const at = { ...line, unitPriceMinor };
  if (priceOfLine(at) > MAX_AMOUNT_MINOR) return refuse('amount-too-large', { totalMinor: priceOfLine(at) });
  return { ...at, ...amountsOf(at) };
}
