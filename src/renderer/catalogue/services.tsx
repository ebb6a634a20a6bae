import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Service } from '#domain/catalogue/service.ts';
import { useRead } from '../app/asking.ts';
import { DataTable } from '../app/data-table.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { ServiceForm } from './service-form.tsx';
import { ServicePrices } from './service-prices.tsx';
import { TaxCodes } from './tax-codes.tsx';
import { TaxedWithoutGstin } from './taxed-without-gstin.tsx';
import { usePackageColumns, useServiceColumns } from './use-service-columns.tsx';

type Priced = Pick<Service, 'id' | 'name'>;

/** The price list: what is offered one by one, and the packages among it with what they stand for. */
export function Services({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const [packages, setPackages] = useState(false);
  const [withInactive, setWithInactive] = useState(false);
  const [text, setText] = useState('');
  const [form, setForm] = useState<'add' | Service | null>(null);
  const [prices, setPrices] = useState<Priced | null>(null);
  const [taxCodes, setTaxCodes] = useState(false);
  const { data, refusal } = useRead('servicesList', { withInactive }, { keep: true });
  const wanted = text.trim().toLowerCase();
  const shown = (data ?? []).filter(({ code, name }) => `${code} ${name}`.toLowerCase().includes(wanted));
  const { data: offers } = useRead('priceList', {});
  const offerOf = new Map((offers ?? []).map((offer) => [offer.serviceId, offer]));
  const serviceColumns = useServiceColumns(offerOf, mayChange ? setPrices : undefined);
  const packageColumns = usePackageColumns(offerOf);
  return (
    <section className="panel" style={{ flex: 3 }} aria-label={t('catalogue.services')}>
      <div className="panel-head">
        <SegmentedControl
          size="xs"
          aria-label={t('catalogue.services')}
          value={packages ? 'packages' : 'services'}
          onChange={(to) => setPackages(to === 'packages')}
          data={[
            { value: 'services', label: t('catalogue.services') },
            { value: 'packages', label: t('prices.packages') },
          ]}
        />
        <TextInput
          size="xs"
          flex={1}
          aria-label={t('catalogue.filter')}
          placeholder={t('catalogue.filter')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {!packages && (
          <Checkbox
            size="xs"
            label={t('catalogue.withInactive')}
            checked={withInactive}
            onChange={(event) => setWithInactive(event.currentTarget.checked)}
          />
        )}
        {mayChange && (
          <Button size="xs" variant="default" onClick={() => setTaxCodes(true)}>
            {t('prices.taxCodes')}
          </Button>
        )}
        {mayChange && (
          <Button size="xs" onClick={() => setForm('add')}>
            {t(packages ? 'prices.addPackage' : 'catalogue.addService')}
          </Button>
        )}
      </div>
      <RefusalNote refusal={refusal} />
      <TaxedWithoutGstin />
      {packages ? (
        <DataTable
          label={t('prices.packages')}
          columns={packageColumns}
          rows={shown.filter(({ id }) => (offerOf.get(id)?.items ?? []).length > 0)}
          rowKey={({ id }) => id}
          empty={t('prices.noPackages')}
          onOpen={mayChange ? setPrices : undefined}
        />
      ) : (
        <DataTable
          label={t('catalogue.services')}
          columns={serviceColumns}
          rows={shown}
          rowKey={({ id }) => id}
          empty={t('catalogue.none')}
          onOpen={mayChange ? setForm : undefined}
        />
      )}
      {taxCodes && <TaxCodes onClose={() => setTaxCodes(false)} />}
      {form !== null && (
        <ServiceForm
          one={form === 'add' ? undefined : form}
          onPackage={packages ? setPrices : undefined}
          onClose={() => setForm(null)}
        />
      )}
      {prices && <ServicePrices one={prices} onClose={() => setPrices(null)} />}
    </section>
  );
}
