import { Button, Group } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import { useRead } from '../app/asking.ts';
import { useFigures } from '../app/use-figures.ts';
import type { Kept } from './bill-fields.ts';
import { discountText } from './typed-discount.ts';

/** Discounts, prices and packages that are on the bill besides those being typed; each can be taken off again. */
export function KeptChanges({ bill, kept, onChange }: { bill: VisitBill; kept: Kept; onChange: (kept: Kept) => void }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data: offers } = useRead('priceList', {}, { when: kept.packages.length > 0 });
  const lineName = (at: number) => `${at + 1}. ${bill.lines[at]?.name ?? ''}`;
  const rows = [
    ...kept.discounts.map((one, at) => ({
      text: t('billing.kept.discount', {
        off: discountText(one, figures.typedAmount),
        on: one.line === null ? t('billing.wholeBill') : lineName(one.line),
      }),
      without: { ...kept, discounts: without(kept.discounts, at) },
    })),
    ...kept.prices.map((one, at) => ({
      text: t('billing.kept.price', { line: lineName(one.line), price: figures.money(one.unitPriceMinor) }),
      without: { ...kept, prices: without(kept.prices, at) },
    })),
    ...kept.packages.map((one, at) => ({
      text: t('billing.kept.package', { name: offers?.find(({ serviceId }) => serviceId === one.serviceId)?.name ?? '…' }),
      without: { ...kept, packages: without(kept.packages, at) },
    })),
  ];
  return rows.map(({ text, without: after }, at) => (
    // The same may be given twice, and rows keep their places.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Group key={at} gap="xs" role="group" aria-label={text}>
      <span className="clip" style={{ flex: 1 }}>
        {text}
      </span>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        aria-label={t('billing.removeLine', { name: text })}
        onClick={() => onChange(after)}
      >
        <IconX size={14} aria-hidden />
      </Button>
    </Group>
  ));
}

function without<Item>(all: readonly Item[], at: number): Item[] {
  return all.filter((_, index) => index !== at);
}
