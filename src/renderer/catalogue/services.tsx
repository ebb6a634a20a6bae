import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Service } from '#domain/catalogue/service.ts';
import { useRead } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { ServiceForm } from './service-form.tsx';
import { TaxCodes } from './tax-codes.tsx';
import { TaxedWithoutGstin } from './taxed-without-gstin.tsx';

/** The price list. */
export function Services({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const [withInactive, setWithInactive] = useState(false);
  const [text, setText] = useState('');
  const [form, setForm] = useState<'add' | Service | null>(null);
  const [taxCodes, setTaxCodes] = useState(false);
  const { data, refusal } = useRead('servicesList', { withInactive }, { keep: true });
  const wanted = text.trim().toLowerCase();
  const shown = (data ?? []).filter(({ code, name }) => `${code} ${name}`.toLowerCase().includes(wanted));
  const { data: offers } = useRead('priceList', {});
  const priceNow = new Map((offers ?? []).map(({ serviceId, priceMinor }) => [serviceId, priceMinor]));
  const columns = useServiceColumns(priceNow);
  return (
    <section className="panel" style={{ flex: 3 }} aria-label={t('catalogue.services')}>
      <div className="panel-head">
        <h2 className="panel-title">{t('catalogue.services')}</h2>
        <TextInput
          size="xs"
          w={200}
          aria-label={t('catalogue.filter')}
          placeholder={t('catalogue.filter')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Checkbox
          size="xs"
          label={t('catalogue.withInactive')}
          checked={withInactive}
          onChange={(event) => setWithInactive(event.currentTarget.checked)}
        />
        {mayChange && (
          <Button size="xs" variant="default" onClick={() => setTaxCodes(true)}>
            {t('prices.taxCodes')}
          </Button>
        )}
        {mayChange && (
          <Button size="xs" onClick={() => setForm('add')}>
            {t('catalogue.addService')}
          </Button>
        )}
      </div>
      <RefusalNote refusal={refusal} />
      <TaxedWithoutGstin />
      <DataTable
        label={t('catalogue.services')}
        columns={columns}
        rows={shown}
        rowKey={({ id }) => id}
        empty={t('catalogue.none')}
        onOpen={mayChange ? setForm : undefined}
      />
      {taxCodes && <TaxCodes onClose={() => setTaxCodes(false)} />}
      {form !== null && <ServiceForm one={form === 'add' ? undefined : form} onClose={() => setForm(null)} />}
    </section>
  );
}

/** @param priceNow minor units of each service for all branches and doctors, as they hold today */
function useServiceColumns(priceNow: ReadonlyMap<string, number>): readonly Column<Service>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  return [
    { title: t('catalogue.code'), cell: (one) => one.code },
    { title: t('catalogue.service'), cell: (one) => <strong>{one.name}</strong> },
    { title: t('catalogue.category'), cell: (one) => t(`catalogue.categories.${one.category}`) },
    {
      title: t('catalogue.price'),
      cell: (one) => {
        const now = priceNow.get(one.id) ?? one.priceMinor;
        return (
          <>
            {figures.amount(one.priceMinor)}
            {now !== one.priceMinor && <div className="visit-more">{t('prices.today', { price: figures.amount(now) })}</div>}
          </>
        );
      },
      figure: true,
    },
    { title: t('catalogue.taxRate'), cell: (one) => figures.percent(one.taxRateBasisPoints), figure: true },
    { title: t('catalogue.hsn'), cell: (one) => one.hsnSac },
    { title: '', cell: (one) => !one.active && <span className="chip wait">{t('catalogue.notActive')}</span> },
  ];
}
