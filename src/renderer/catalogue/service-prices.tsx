import { Button, Group, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PricesOfService } from '#domain/catalogue/prices-of-service.ts';
import type { Service } from '#domain/catalogue/service.ts';
import { addDays } from '#domain/kernel/calendar.ts';
import { useRead, useRun } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { Dialog } from '../app/dialog.tsx';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures, useTerminalState } from '../app/use-figures.ts';
import { useDialogKeys } from '../app/use-keys.ts';
import { ServiceFinder } from './service-finder.tsx';
import { SetPrice } from './set-price.tsx';

type Dated = PricesOfService['prices'][number];

/** Everything that is said about one service's price: from when to when, where and with whom, and what it stands for. */
export function ServicePrices({ one, onClose }: { one: Pick<Service, 'id' | 'name'>; onClose: () => void }) {
  const { t } = useTranslation();
  const { data, refusal } = useRead('pricesOfService', { serviceId: one.id });
  const [setting, setSetting] = useState(false);
  const ending = useRun('endPrice');
  const columns = usePriceColumns((priceId) => ending.mutate({ ...endNow(), serviceId: one.id, priceId }));
  const endNow = useEndOfYesterday();
  if (setting) return <SetPrice one={one} onClose={() => setSetting(false)} />;
  return (
    <Dialog onClose={onClose} title={t('prices.of', { name: one.name })} size={760}>
      <RefusalNote refusal={refusal ?? ending.refusal} />
      <DataTable
        label={t('prices.of', { name: one.name })}
        columns={columns}
        rows={data?.prices ?? []}
        rowKey={({ id }) => id}
        empty={t('prices.none')}
      />
      <Group justify="end" my="sm">
        <Button size="xs" data-autofocus onClick={() => setSetting(true)}>
          {t('prices.set')}
        </Button>
      </Group>
      <PackageItems serviceId={one.id} items={data?.items ?? []} />
      <div className="buttons">
        <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
          {t('common.back')}
        </Button>
      </div>
    </Dialog>
  );
}

function usePriceColumns(onEnd: (priceId: string) => void): readonly Column<Dated>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  return [
    { title: t('prices.from'), cell: (one) => figures.date(one.from) },
    { title: t('prices.to'), cell: (one) => (one.to === null ? '–' : figures.date(one.to)) },
    { title: t('prices.where'), cell: (one) => one.branchName ?? t('prices.everywhere') },
    { title: t('prices.withDoctor'), cell: (one) => one.doctorName ?? t('prices.everyDoctor') },
    {
      title: t('prices.price'),
      cell: (one) => (
        <>
          {figures.amount(one.priceMinor)}{' '}
          <span className="visit-more">{t(one.includesTax ? 'prices.includesTax' : 'prices.beforeTax')}</span>
        </>
      ),
      figure: true,
    },
    {
      title: '',
      cell: (one) => (
        <span className={`chip ${one.standing === 'holds' ? 'good' : 'wait'}`}>{t(`prices.standing.${one.standing}`)}</span>
      ),
    },
    {
      title: '',
      cell: (one) =>
        one.standing !== 'past' && (
          <Button size="compact-xs" variant="default" title={t('prices.endWhat')} onClick={() => onEnd(one.id)}>
            {t('prices.end')}
          </Button>
        ),
    },
  ];
}

/** A price ended today held until yesterday. */
function useEndOfYesterday(): () => { to: string; reason: string } {
  const { t } = useTranslation();
  const { businessDate } = useTerminalState();
  return () => ({ to: businessDate === null ? '' : addDays(businessDate, -1), reason: t('prices.endTitle') });
}

function PackageItems({ serviceId, items }: { serviceId: string; items: PricesOfService['items'] }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useDialogKeys({ f4: () => field.current?.focus() });
  const defining = useRun('definePackage');
  const define = (wanted: readonly { serviceId: string; quantity: number }[]) =>
    defining.mutate({ serviceId, items: wanted.map((item) => ({ serviceId: item.serviceId, quantity: item.quantity })) });
  return (
    <section aria-label={t('prices.items')}>
      <h3 className="part-title">{t('prices.items')}</h3>
      {items.length === 0 && (
        <Text size="sm" c="dimmed" mb="xs">
          {t('prices.noItems')}
        </Text>
      )}
      {items.map((item) => (
        <Group key={item.serviceId} gap="xs">
          <span style={{ flex: 1 }}>
            {item.name} × {item.quantity}
          </span>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            aria-label={t('prices.removeItem', { name: item.name })}
            onClick={() => define(items.filter((other) => other.serviceId !== item.serviceId))}
          >
            <IconX size={14} aria-hidden />
          </Button>
        </Group>
      ))}
      <ServiceFinder field={field} onTake={({ id }) => define(oneMore(items, id))} />
      <RefusalNote refusal={defining.refusal} mt="sm" />
    </section>
  );
}

/** The same service again is one more of it. */
function oneMore(items: PricesOfService['items'], serviceId: string) {
  const there = items.find((item) => item.serviceId === serviceId);
  if (!there) return [...items, { serviceId, quantity: 1 }];
  return items.map((item) => (item === there ? { ...item, quantity: item.quantity + 1 } : item));
}
