import type { SlipDocument, XDocument, ZDocument } from '../documents.ts';
import type { Block, Row } from '../layout.ts';
import type { Words } from '../words.ts';
import { inWords, maybe, type Pen, RULE, titleBlocks } from './parts.ts';

/** A till as it stands. */
export function xBlocks(x: XDocument, pen: Pen): Block[] {
  const { words, figures } = pen;
  return [
    ...titleBlocks(words.x, 0, pen),
    ...ruled([
      [
        [words.date, figures.date(x.businessDate), true],
        [words.terminal, x.terminalCode],
        [words.cashier, x.cashierName],
        [words.opened, figures.dateAndTime(x.openedAtMs)],
        [words.taken, figures.dateAndTime(x.takenAtMs)],
      ],
      [...countRows(x, pen), ...amount(words.invoiced, x.invoicedMinor, pen)],
      takingRows(x, pen),
      [
        [words.openingFloat, figures.money(x.openingFloatMinor)],
        ...cashRows(x, pen),
        ...amount(words.expected, x.expectedMinor, pen),
      ],
    ]),
  ];
}

/** A till as it was closed, with the blind count and the part of the log it covers. */
export function zBlocks(z: ZDocument, pen: Pen): Block[] {
  const { words } = pen;
  return [
    ...titleBlocks(words.z, 0, pen),
    ...ruled([
      zHead(z, pen),
      countRows(z, pen),
      takingRows(z, pen),
      zCash(z, pen),
      proofRows(z, pen),
      [...amount(words.grossIn, z.grossInMinor, pen), ...amount(words.grossOut, z.grossOutMinor, pen)],
    ]),
    { kind: 'text', text: words.headHash, small: true },
    { kind: 'text', text: z.headHash.slice(0, 32), small: true },
    { kind: 'text', text: z.headHash.slice(32), small: true },
    { kind: 'rows', rows: handoverRows(z, pen) },
    { kind: 'signature', label: words.signature },
  ];
}

/** Two cashiers counted the same drawer. */
function handoverRows({ handedToName, handoverAcceptedMinor }: ZDocument, pen: Pen): Row[] {
  const { words } = pen;
  return handedToName ? [[words.handedTo, handedToName], ...amount(words.handoverAccepted, handoverAcceptedMinor, pen)] : [];
}

function zHead(z: ZDocument, { words, figures }: Pen): Row[] {
  return [
    [words.zNumber, zNumberOf(z), true],
    [words.date, figures.date(z.businessDate)],
    [words.terminal, z.terminalCode],
    ...(isZero(z) ? [] : [[words.cashier, z.cashierName] as Row]),
    ...(isZero(z) ? [[words.noTill, ''] as Row, [words.followsZ, String(z.zeroAfter)] as Row] : []),
    [words.opened, figures.dateAndTime(z.openedAtMs)],
    [words.closed, figures.dateAndTime(z.closedAtMs)],
    [words.entries, `${z.firstSeq} – ${z.lastSeq}`],
  ];
}

function isZero({ zeroAfter = null }: Pick<ZDocument, 'zeroAfter'>): boolean {
  return zeroAfter !== null;
}

/** A zero Z is of a series of its own. */
export function zNumberOf(z: Pick<ZDocument, 'zNumber' | 'zeroAfter'>): string {
  return isZero(z) ? `0/${z.zNumber}` : String(z.zNumber);
}

function zCash(z: ZDocument, pen: Pen): Row[] {
  const { words, figures } = pen;
  return [
    [words.openingFloat, figures.money(z.openingFloatMinor)],
    ...cashRows(z, pen),
    ...z.denominations.map(
      ({ valueMinor, count }): Row => [`${figures.money(valueMinor)} × ${count}`, figures.money(valueMinor * count)],
    ),
    ...amount(words.firstCount, z.firstCountMinor, pen),
    [words.counted, figures.money(z.countedMinor), true],
    ...amount(words.leftInDrawer, z.leftMinor ?? null, pen),
    ...amount(words.expected, z.expectedMinor, pen),
    ...amount(words.variance, z.varianceMinor, pen, true),
  ];
}

/** A missing proof is not missing money, and is never added to the variance. */
function proofRows({ proofsMissing = 0, proofsMissingMinor = 0 }: ZDocument, { words, figures }: Pen): Row[] {
  return proofsMissing === 0 ? [] : [[`${words.proofMissing} × ${proofsMissing}`, figures.money(proofsMissingMinor), true]];
}

function takingRows({ takings, totalMinor }: Pick<XDocument, 'takings' | 'totalMinor'>, pen: Pen): Row[] {
  const { words } = pen;
  return [
    ...takings.flatMap(({ kind, amountMinor }) => amount(words[kind], amountMinor, pen)),
    ...amount(words.total, totalMinor, pen, true),
  ];
}

type Doings = Pick<
  XDocument,
  'invoices' | 'payments' | 'reprints' | 'noSales' | 'advances' | 'advancesMinor' | 'refunds' | 'refundsMinor'
> &
  Pick<XDocument, 'creditNotes' | 'creditedMinor' | 'discountsMinor' | 'waivedMinor'>;

/** How often each thing was done. What is seldom done is told only when it was. */
function countRows(of: Doings, pen: Pen): Row[] {
  const { words } = pen;
  const counted = (label: string, count = 0): Row[] => (count === 0 ? [] : [[label, String(count)]]);
  return [
    ...counted(words.invoices, of.invoices),
    [words.payments, String(of.payments)],
    ...some(words.advances, of.advances, of.advancesMinor, pen),
    ...some(words.refunds, of.refunds, of.refundsMinor, pen),
    ...some(words.creditNotes, of.creditNotes, of.creditedMinor, pen),
    ...(of.discountsMinor ? amount(words.discounts, of.discountsMinor, pen) : []),
    ...(of.waivedMinor ? amount(words.waived, of.waivedMinor, pen) : []),
    [words.reprints, String(of.reprints)],
    ...counted(words.noSales, of.noSales),
  ];
}

/** A count and its sum in one row; the count alone for whoever may not see the sum. */
function some(label: string, count: number | undefined, sumMinor: number | null | undefined, { figures }: Pen): Row[] {
  if (!count) return [];
  return [[`${label} × ${count}`, sumMinor === null || sumMinor === undefined ? '' : figures.money(sumMinor)]];
}

/** Cash that went in and out beside the sales. */
function cashRows(of: Pick<XDocument, 'paidInMinor' | 'paidOutMinor' | 'dropsMinor'>, pen: Pen): Row[] {
  const { words } = pen;
  const moved = (label: string, sumMinor: number | null | undefined) => (sumMinor ? amount(label, sumMinor, pen) : []);
  return [
    ...moved(words.paidInTotal, of.paidInMinor),
    ...moved(words.paidOutTotal, of.paidOutMinor),
    ...moved(words.drops, of.dropsMinor),
  ];
}

/** An amount, left out where whoever prints may not see it. */
function amount(label: string, amountMinor: number | null | undefined, { figures }: Pen, strong = false): Row[] {
  return amountMinor === null || amountMinor === undefined ? [] : [[label, figures.money(amountMinor), strong]];
}

/** Groups of rows with a rule after each. */
function ruled(groups: readonly (readonly Row[])[]): Block[] {
  return groups.filter((rows) => rows.length > 0).flatMap((rows): Block[] => [{ kind: 'rows', rows }, RULE]);
}

/** Cash that moved without a sale. Whoever got it signs. */
export function slipBlocks(slip: SlipDocument, pen: Pen): Block[] {
  const { words, figures } = pen;
  const titles = { 'paid-in': words.paidIn, 'paid-out': words.paidOut, drop: words.drop };
  return [
    ...titleBlocks(titles[slip.kind], 0, pen),
    {
      kind: 'rows',
      rows: [
        [words.amount, figures.money(slip.amountMinor), true],
        ...(pen.isThird ? saidOf(slip, pen) : []),
        [words.reason, slip.reason],
        ...maybe(words.payee, slip.payeeName),
        [words.date, figures.date(slip.businessDate)],
        [words.time, figures.dateAndTime(slip.recordedAtMs)],
        [words.terminal, slip.terminalCode],
        [words.cashier, slip.cashierName],
        ...maybe(words.approvedBy, slip.approverName),
      ],
    },
    ...inWords(slip.amountMinor, pen),
    { kind: 'signature', label: words.signature },
  ];
}

/** By category, as the till has it. */
const FOR: Readonly<Record<string, keyof Words>> = {
  'change-money': 'forChangeMoney',
  'float-added': 'forFloat',
  returned: 'forReturned',
  supplies: 'forSupplies',
  courier: 'forCourier',
  refreshments: 'forRefreshments',
  repairs: 'forRepairs',
  wages: 'forWages',
  doctor: 'doctor',
  other: 'forOther',
};

/** What the cash was for, and the number by which its slip or envelope is found. */
function saidOf({ kind, category, slip }: SlipDocument, { words }: Pen): Row[] {
  const known = FOR[category ?? ''];
  return [
    ...maybe(kind === 'drop' ? words.envelopeNumber : words.slipNumber, slip),
    ...maybe(words.whatFor, known ? words[known] : category),
  ];
}
