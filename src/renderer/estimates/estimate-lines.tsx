import { Button, Group, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
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

/** How many of each, and what comes off it. */
export function EstimateLines({
  lines,
  onChange,
  onRemoved,
}: {
  lines: readonly WantedLine[];
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
  return lines.map(({ name, quantity, discount }, at) => (
    // The same service may stand twice, and rows keep their places.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Group key={at} gap="xs" role="group" aria-label={name}>
      <span className="clip" style={{ flex: 1 }}>
        {name}
      </span>
      <TextInput
        size="xs"
        w={64}
        inputMode="numeric"
        aria-label={`${t('common.quantity')}: ${name}`}
        value={String(quantity)}
        onChange={(event) => set(at, { quantity: asQuantity(event.currentTarget.value) })}
      />
      <TextInput
        size="xs"
        w={110}
        maxLength={16}
        placeholder={t('billing.estimateDiscount')}
        aria-label={`${t('billing.discount')}: ${name}`}
        value={discount}
        error={typedDiscount(discount, figures.parseAmount) === undefined}
        onChange={(event) => set(at, { discount: event.currentTarget.value })}
      />
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        aria-label={t('billing.removeLine', { name })}
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
