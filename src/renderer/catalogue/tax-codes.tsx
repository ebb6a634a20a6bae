import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Supply } from '#domain/catalogue/changes.ts';
import type { TaxCodeListed } from '#domain/catalogue/tax-codes-list.ts';
import { useRead, useRun } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { DateField } from '../app/date-field.tsx';
import { Dialog } from '../app/dialog.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { parseAmount } from '../app/figures.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures, useTerminalState } from '../app/use-figures.ts';
import { TaxedWithoutGstin } from './taxed-without-gstin.tsx';

const SUPPLIES = ['taxable', 'exempt', 'nil-rated', 'non-gst'] as const;

/** How services are taxed: each code with its rate, now and from a day on. */
export function TaxCodes({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { data, refusal } = useRead('taxCodesList', { withInactive: true });
  const [changing, setChanging] = useState<TaxCodeListed | null>(null);
  const columns = useTaxColumns(setChanging);
  if (changing) return <NewRate one={changing} onClose={() => setChanging(null)} />;
  return (
    <Dialog onClose={onClose} title={t('prices.taxCodes')} size={760}>
      <RefusalNote refusal={refusal} />
      <TaxedWithoutGstin />
      <DataTable
        label={t('prices.taxCodes')}
        columns={columns}
        rows={data ?? []}
        rowKey={({ id }) => id}
        empty={t('catalogue.none')}
      />
      <AddTaxCode />
    </Dialog>
  );
}

function useTaxColumns(onRate: (one: TaxCodeListed) => void): readonly Column<TaxCodeListed>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  return [
    { title: t('catalogue.code'), cell: (one) => one.code },
    { title: t('common.name'), cell: (one) => <strong>{one.name}</strong> },
    { title: t('prices.supply'), cell: (one) => t(`prices.supplies.${one.supply}`) },
    { title: t('catalogue.hsn'), cell: (one) => one.hsnSac },
    {
      title: t('catalogue.taxRate'),
      cell: (one) => (
        <>
          {figures.percent(one.rateNowBasisPoints)}
          {one.rates
            .filter((rate) => rate.rateBasisPoints !== one.rateNowBasisPoints)
            .map((rate) => (
              <div key={rate.from} className="visit-more">
                {t('prices.rateFrom', { date: figures.date(rate.from), rate: figures.percent(rate.rateBasisPoints) })}
              </div>
            ))}
        </>
      ),
      figure: true,
    },
    {
      title: '',
      cell: (one) =>
        one.supply === 'taxable' && (
          <Button size="compact-xs" variant="default" onClick={() => onRate(one)}>
            {t('prices.newRate')}
          </Button>
        ),
    },
  ];
}

function AddTaxCode() {
  const { t } = useTranslation();
  const [fields, setFields] = useState({ code: '', name: '', hsnSac: '', rate: '' });
  const [supply, setSupply] = useState<Supply>('taxable');
  const adding = useRun('addTaxCode');
  const rateBasisPoints = supply === 'taxable' ? parseAmount(fields.rate, 2) : 0;
  const text = (name: keyof typeof fields) => ({
    size: 'xs',
    value: fields[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setFields((before) => ({ ...before, [name]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { code, name, hsnSac } = fields;
    if (rateBasisPoints === undefined || adding.isPending) return;
    adding.mutate(
      { code, name, hsnSac, supply, rateBasisPoints },
      { onSuccess: () => setFields({ code: '', name: '', hsnSac: '', rate: '' }) },
    );
  };
  return (
    <form onSubmit={submit} onKeyDown={enterMovesOn}>
      <Group align="end" gap="xs" mt="sm">
        <TextInput data-autofocus w={90} label={t('catalogue.code')} maxLength={16} {...text('code')} />
        <TextInput style={{ flex: 1 }} label={t('common.name')} maxLength={80} {...text('name')} />
        <NativeSelect
          size="xs"
          label={t('prices.supply')}
          data={SUPPLIES.map((value) => ({ value, label: t(`prices.supplies.${value}`) }))}
          value={supply}
          onChange={(event) => setSupply(event.currentTarget.value as Supply)}
        />
        <TextInput w={100} label={t('catalogue.hsn')} maxLength={8} inputMode="numeric" {...text('hsnSac')} />
        <TextInput
          w={80}
          label={t('prices.rate')}
          inputMode="decimal"
          disabled={supply !== 'taxable'}
          data-last
          {...text('rate')}
        />
        <Button size="xs" type="submit" disabled={rateBasisPoints === undefined} loading={adding.isPending}>
          {t('prices.addTaxCode')}
        </Button>
      </Group>
      <RefusalNote refusal={adding.refusal} mt="sm" />
    </form>
  );
}

function NewRate({ one, onClose }: { one: TaxCodeListed; onClose: () => void }) {
  const { t } = useTranslation();
  const { businessDate } = useTerminalState();
  const [rate, setRate] = useState('');
  const [from, setFrom] = useState(businessDate ?? '');
  const [reason, setReason] = useState('');
  const setting = useRun('setTaxRate');
  const rateBasisPoints = parseAmount(rate, 2);
  const ready = rateBasisPoints !== undefined && from !== '' && reason.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready || setting.isPending) return;
    setting.mutate({ taxCodeId: one.id, rateBasisPoints, from, reason: reason.trim() }, { onSuccess: onClose });
  };
  return (
    <Dialog onClose={onClose} title={t('prices.newRateTitle', { name: one.name })}>
      <form onSubmit={submit} onKeyDown={enterMovesOn}>
        <TextInput
          data-autofocus
          label={t('prices.rate')}
          inputMode="decimal"
          value={rate}
          onChange={(event) => setRate(event.currentTarget.value)}
        />
        <DateField mt="sm" label={t('prices.from')} value={from} onChange={setFrom} />
        <TextInput
          mt="sm"
          label={t('common.reason')}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <RefusalNote refusal={setting.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!ready} loading={setting.isPending}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
