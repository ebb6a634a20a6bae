import { Button, Checkbox, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { costsOtherwise, type Service } from '#domain/catalogue/service.ts';
import { useAmountWrong } from '../app/amount-field.tsx';
import { useDoing, useRead } from '../app/asking.ts';
import { ChooseField } from '../app/choose-field.tsx';
import { run } from '../app/counter.ts';
import { Dialog } from '../app/dialog.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { parseAmount } from '../app/figures.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useForm } from '../app/use-form.ts';
import { ServicePrices } from './service-prices.tsx';

interface Fields {
  code: string;
  name: string;
  category: Service['category'];
  price: string;
  /** Per cent, as people say it. */
  tax: string;
  hsnSac: string;
  priceIncludesTax: boolean;
  /** Empty: rate and HSN or SAC are typed here. */
  taxCodeId: string;
  active: boolean;
  reason: string;
}

const NO_CODE = 'none';

function fieldsOf(one: Service | undefined, typedAmount: (minor: number) => string): Fields {
  return {
    code: one?.code ?? '',
    name: one?.name ?? '',
    category: one?.category ?? 'dental',
    price: one ? typedAmount(one.priceMinor) : '',
    tax: one ? String(one.taxRateBasisPoints / 100) : '0',
    hsnSac: one?.hsnSac ?? '',
    priceIncludesTax: one?.priceIncludesTax ?? false,
    taxCodeId: one?.taxCodeId ?? NO_CODE,
    active: one?.active ?? true,
    reason: '',
  };
}

/** A service and its price, from now on. */
export function ServiceForm({
  one,
  onPackage,
  onClose,
}: {
  one?: Service | undefined;
  /** What is added is to be a package: goes on to what it stands for. */
  onPackage?: ((added: Pick<Service, 'id' | 'name'>) => void) | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [prices, setPrices] = useState(false);
  const { form, isPricedAnew, saving } = useServiceFields(one);
  const save = (fields: Fields) =>
    saving.mutate(fields, {
      onSuccess: (id) => {
        onClose();
        onPackage?.({ id, name: fields.name });
      },
    });
  // In this one's place, not over it: what is typed here is kept.
  if (prices && one) return <ServicePrices one={one} onClose={() => setPrices(false)} />;
  const adding = onPackage ? t('prices.addPackage') : t('catalogue.addService');
  const title = one ? t('catalogue.editService', { name: one.name }) : adding;
  return (
    <Dialog onClose={onClose} title={title} size={460}>
      <form onSubmit={form.onSubmit(save)} onKeyDown={enterMovesOn}>
        <Stack gap="sm">
          <Group grow align="start">
            <TextInput label={t('catalogue.code')} data-autofocus maxLength={16} {...form.getInputProps('code')} />
            <TextInput label={t('catalogue.hsn')} maxLength={8} inputMode="numeric" {...form.getInputProps('hsnSac')} />
          </Group>
          <TextInput label={t('catalogue.service')} maxLength={120} {...form.getInputProps('name')} />
          <SegmentedControl
            aria-label={t('catalogue.category')}
            data={(['dental', 'general'] as const).map((value) => ({ value, label: t(`catalogue.categories.${value}`) }))}
            {...form.getInputProps('category')}
          />
          <Group grow align="start">
            <TextInput
              label={`${t('catalogue.price')} (${figures.currency})`}
              inputMode="decimal"
              {...form.getInputProps('price')}
            />
            <TextInput label={t('catalogue.taxRate')} inputMode="decimal" {...form.getInputProps('tax')} />
          </Group>
          <Checkbox label={t('prices.includesTax')} data-skip {...form.getInputProps('priceIncludesTax', { type: 'checkbox' })} />
          <TaxCodeField value={form.values.taxCodeId} onChange={(id) => form.setFieldValue('taxCodeId', id)} />
          {one && (
            <>
              <Checkbox label={t('catalogue.active')} data-skip {...form.getInputProps('active', { type: 'checkbox' })} />
              <TextInput
                label={isPricedAnew(form.values) ? t('common.reason') : `${t('common.reason')} (${t('common.optional')})`}
                maxLength={300}
                {...form.getInputProps('reason')}
              />
              <Text size="xs" c="dimmed">
                {t('catalogue.keepsPrice')}
              </Text>
            </>
          )}
        </Stack>
        <RefusalNote refusal={saving.refusal} mt="sm" />
        <div className="buttons">
          {one && (
            <Button variant="subtle" onClick={() => setPrices(true)}>
              {t('prices.open')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The clinic's tax codes, where it has any. */
function TaxCodeField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data: taxCodes } = useRead('taxCodesList', {});
  if (!taxCodes || taxCodes.length === 0) return null;
  const choices = taxCodes.map(({ id, name, rateNowBasisPoints }) => ({
    ...{ id, label: name, more: figures.percent(rateNowBasisPoints) },
  }));
  return (
    <ChooseField
      label={t('prices.taxCode')}
      choices={[{ id: NO_CODE, label: t('prices.noTaxCode') }, ...choices]}
      value={value}
      onChange={(id) => onChange(id ?? NO_CODE)}
    />
  );
}

/** What is typed of a service, what is wrong with it, and how it is saved; the answer is the service's id. */
function useServiceFields(one: Service | undefined) {
  const { t } = useTranslation();
  const figures = useFigures();
  const amountWrong = useAmountWrong();
  const form = useForm<Fields>({
    initialValues: fieldsOf(one, figures.typedAmount),
    validate: {
      price: (value) => amountWrong(value, { zero: true, tried: true }),
      tax: (value) => (taxOf(value) === undefined ? t('catalogue.taxWrong') : null),
      reason: (value, fields) => (value.trim() === '' && isPricedAnew(fields) ? t('common.reasonNeeded') : null),
    },
  });
  const isPricedAnew = (fields: Fields) => one !== undefined && costsOtherwise(one, pricedIn(fields, figures.parseAmount));
  const saving = useDoing(async ({ active, reason, ...fields }: Fields) => {
    const { price: _, tax: __, ...offer } = fields;
    const priced = { ...offer, ...pricedIn(fields, figures.parseAmount) };
    if (!one) return (await run('addService', priced)).serviceId;
    await run('changeService', { serviceId: one.id, ...priced, active, reason: reason.trim() });
    return one.id;
  });
  return { form, isPricedAnew, saving };
}

function pricedIn(
  { price, tax, taxCodeId, priceIncludesTax }: Pick<Fields, 'price' | 'tax' | 'taxCodeId' | 'priceIncludesTax'>,
  amountOf: (typed: string) => number | undefined,
) {
  return {
    priceMinor: amountOf(price) ?? 0,
    taxRateBasisPoints: taxOf(tax) ?? 0,
    taxCodeId: taxCodeId === NO_CODE ? null : taxCodeId,
    priceIncludesTax,
  };
}

/** Hundredths of a percent of `18` or `2.5`; undefined outside 0 to 100. */
function taxOf(typed: string): number | undefined {
  const basisPoints = parseAmount(typed, 2);
  return basisPoints === undefined || basisPoints > 10_000 ? undefined : basisPoints;
}
