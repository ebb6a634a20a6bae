import { Button, Group, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { InvoiceLine } from '#domain/invoices/invoice-line.ts';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import { useFigures } from '../app/use-figures.ts';
import { typedDiscount } from '../invoices/typed-discount.ts';

/** A line of an estimate as it is typed. */
export interface WantedLine {
  readonly serviceId: string;
  readonly name: string;
  readonly quantity: number;
  /** `10%` or `500`; empty: none. */
  readonly discount: string;
}

type ParseAmount = (text: string) => number | undefined;

/** The discounts of the lines, or undefined where one of them cannot be read. */
export function typedDiscounts(lines: readonly Pick<WantedLine, 'discount'>[], parseAmount: ParseAmount) {
  const typed = lines.map(({ discount }) => typedDiscount(discount, parseAmount));
  if (typed.includes(undefined)) return undefined;
  return typed.flatMap((one, line) => (one ? [{ line, ...one }] : []));
}

/** What is on a bill that is not issued, at the list's prices: discounts are the estimate's own. */
export function linesOfBill(bill: Pick<VisitBill, 'invoice' | 'lines'> | null): readonly WantedLine[] {
  if (!bill || bill.invoice !== null) return [];
  return bill.lines.map(({ serviceId, name, quantity }) => ({ serviceId, name, quantity, discount: '' }));
}

type PricedLine = Pick<InvoiceLine, 'serviceId' | 'amountMinor' | 'taxMinor'>;

/**
 * What a line comes to with its tax, in minor units; null until it is known. Prices are answered after the line was typed: until
 * then those of the lines before stand there, and none may be shown beside another service.
 */
export function comesTo(priced: readonly PricedLine[], { serviceId }: Pick<WantedLine, 'serviceId'>, at: number): number | null {
  const line = priced[at];
  return line?.serviceId === serviceId ? line.amountMinor + line.taxMinor : null;
}

/** How many of each, what comes off it, and what it comes to. Enter passes by what may stay as it is. */
export function EstimateLines({
  lines,
  priced,
  onChange,
  onRemoved,
}: {
  lines: readonly WantedLine[];
  /** The same lines with their prices, in their order. */
  priced: readonly PricedLine[];
  onChange: (lines: readonly WantedLine[]) => void;
  /** The keyboard was on the line that is gone. */
  onRemoved: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const set = (at: number, some: Partial<WantedLine>) =>
    onChange(lines.map((one, index) => (index === at ? { ...one, ...some } : one)));
  const remove = (at: number) => {
    onChange(lines.filter((_, index) => index !== at));
    onRemoved();
  };
  const amountOf = (line: WantedLine, at: number) => {
    const minor = comesTo(priced, line, at);
    return minor === null ? '' : figures.amount(minor);
  };
  return lines.map((line, at) => (
    // The same service may stand twice, and rows keep their places.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Group key={at} gap="xs" role="group" aria-label={line.name}>
      <span className="clip" style={{ flex: 1 }}>
        {line.name}
      </span>
      <TextInput
        size="xs"
        w={64}
        inputMode="numeric"
        data-skip
        aria-label={`${t('common.quantity')}: ${line.name}`}
        value={String(line.quantity)}
        onChange={(event) => set(at, { quantity: asQuantity(event.currentTarget.value) })}
      />
      <TextInput
        size="xs"
        w={110}
        maxLength={16}
        placeholder={t('billing.estimateDiscount')}
        data-skip
        aria-label={`${t('billing.discount')}: ${line.name}`}
        value={line.discount}
        error={typedDiscount(line.discount, figures.parseAmount) === undefined}
        onChange={(event) => set(at, { discount: event.currentTarget.value })}
      />
      <span className="figure" style={{ minWidth: 88 }}>
        {amountOf(line, at)}
      </span>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        aria-label={t('billing.removeLine', { name: line.name })}
        onClick={() => remove(at)}
      >
        <IconX size={14} aria-hidden />
      </Button>
    </Group>
  ));
}

function asQuantity(typed: string): number {
  return Math.min(100, Math.max(1, Number(typed.replace(/\D/g, '')) || 1));
}
