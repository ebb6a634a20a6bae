import { Button, NativeSelect, NumberInput, Text, TextInput } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Branch } from '#domain/clinics/branch.ts';
import type { Clinic } from '#domain/clinics/clinic.ts';
import { gstinRefusal } from '#domain/clinics/gstin.ts';
import { useAmountWrong } from '../app/amount-field.tsx';
import { useRead, useRun } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { useFigures, useRefusalSentence } from '../app/use-figures.ts';
import { useForm } from '../app/use-form.ts';
import { TaxedWithoutGstin } from '../catalogue/taxed-without-gstin.tsx';
import { AddBranch } from './add-branch.tsx';
import { moneyFields, readMoney } from './money-fields.ts';

/** What the clinic decides for itself, and where it sees patients. */
export function ClinicSettings(_: { branchId: string }) {
  const { t } = useTranslation();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const mayChange = session?.roles.includes('administrator') ?? false;
  const { data, refusal } = useRead('clinicProfile', {});
  return (
    <div className="halves">
      <section className="panel" aria-label={t('clinicTab.settings')}>
        <div className="panel-head">
          <h2 className="panel-title">{t('clinicTab.settings')}</h2>
        </div>
        <RefusalNote refusal={refusal} />
        <TaxedWithoutGstin />
        {data && <SettingsForm key={JSON.stringify(data)} clinic={data} mayChange={mayChange} />}
      </section>
      <Branches mayChange={mayChange} />
    </div>
  );
}

function SettingsForm({ clinic, mayChange }: { clinic: Clinic; mayChange: boolean }) {
  const { t } = useTranslation();
  const changing = useRun('changeClinicSettings');
  const { name, address, phone, gstin, idleLockMinutes, leaseHours, dayCutOffMinutes } = clinic;
  const figures = useFigures();
  const sentence = useRefusalSentence();
  const amountWrong = useAmountWrong();
  const capWrong = (typed: string) => amountWrong(typed, { zero: true, tried: true });
  const form = useForm({
    initialValues: {
      ...{ name, address, phone, gstin: gstin ?? '', idleLockMinutes, leaseHours, dayCutOffMinutes },
      ...moneyFields(clinic, figures),
    },
    validateInputOnBlur: ['gstin', 'waiverCap', 'paidOutCap', 'writeOffCap', 'writeOffCapAdministrator'],
    validate: {
      gstin: (typed) => {
        const wrong = typedNumber(typed) === clinic.gstin ? undefined : gstinRefusal(typedNumber(typed));
        return wrong ? sentence(wrong) : null;
      },
      ...{ waiverCap: capWrong, paidOutCap: capWrong, writeOffCap: capWrong, writeOffCapAdministrator: capWrong },
    },
  });
  const field = (one: keyof typeof form.values) => ({ ...form.getInputProps(one), readOnly: !mayChange });
  const submit = form.onSubmit((fields) => {
    const { name, address, phone, idleLockMinutes, leaseHours, dayCutOffMinutes, rounding, gstin: typed } = fields;
    const settings = { name, address, phone, idleLockMinutes, leaseHours, dayCutOffMinutes, rounding };
    changing.mutate({ ...settings, ...readMoney(fields, clinic, figures), gstin: typedNumber(typed) });
  });
  return (
    <form className="panel-body" onSubmit={submit} onKeyDown={enterMovesOn}>
      {!mayChange && (
        <Text c="dimmed" mb="sm">
          {t('clinicTab.onlyAdministrator')}
        </Text>
      )}
      <div className="register-form" style={{ alignItems: 'end' }}>
        <TextInput className="wide" label={t('clinicTab.name')} maxLength={120} {...field('name')} />
        <TextInput className="wide" label={t('clinicTab.address')} maxLength={300} {...field('address')} />
        {/* In a row of its own: what is wrong with it takes two lines, and would push down a field beside it. */}
        <TextInput className="wide" label={t('clinicTab.gstin')} maxLength={15} {...field('gstin')} />
        <TextInput label={t('clinicTab.phone')} maxLength={40} {...field('phone')} />
        <NumberInput label={t('clinicTab.idleLock')} min={1} max={120} {...field('idleLockMinutes')} />
        <NumberInput label={t('clinicTab.lease')} min={1} max={720} {...field('leaseHours')} />
        <NumberInput label={t('clinicTab.cutOff')} min={0} max={720} {...field('dayCutOffMinutes')} />
        <NumberInput label={t('clinicTab.maxDiscount')} min={0} max={100} decimalScale={2} {...field('cashierDiscount')} />
        <NumberInput label={t('clinicTab.maxDiscountManager')} min={0} max={100} decimalScale={2} {...field('managerDiscount')} />
        <TextInput label={t('clinicTab.waiverCap')} inputMode="decimal" {...field('waiverCap')} />
        <TextInput label={t('clinicTab.paidOutCap')} inputMode="decimal" {...field('paidOutCap')} />
        <TextInput label={t('clinicTab.writeOffCap')} inputMode="decimal" {...field('writeOffCap')} />
        <TextInput label={t('clinicTab.writeOffCapAdministrator')} inputMode="decimal" {...field('writeOffCapAdministrator')} />
        <NativeSelect
          label={t('clinicTab.rounding')}
          data={(['none', 'nearest-rupee'] as const).map((value) => ({ value, label: t(`clinicTab.roundings.${value}`) }))}
          disabled={!mayChange}
          {...form.getInputProps('rounding')}
        />
        <TextInput
          label={`${t('clinicTab.currency')}, ${t('clinicTab.timeZone')}`}
          readOnly
          value={`${clinic.currency}, ${clinic.timeZone}`}
        />
      </div>
      <RefusalNote refusal={changing.refusal} mt="sm" />
      {mayChange && (
        <div className="buttons">
          {changing.isSuccess && <span className="good-text">{t('clinicTab.saved')}</span>}
          <Button type="submit" disabled={!form.isDirty()} loading={changing.isPending}>
            {t('common.save')}
          </Button>
        </div>
      )}
    </form>
  );
}

function typedNumber(typed: string): string | null {
  return typed.trim() === '' ? null : typed.trim().toUpperCase();
}

function Branches({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const { data, refusal } = useRead('branchesList', {});
  const [adding, setAdding] = useState(false);
  const columns: readonly Column<Branch>[] = [
    { title: t('clinicTab.branchCode'), cell: (one) => <strong>{one.code}</strong> },
    { title: t('common.name'), cell: (one) => one.name },
    { title: t('clinicTab.address'), cell: (one) => one.address },
    { title: t('clinicTab.phone'), cell: (one) => one.phone },
  ];
  return (
    <section className="panel" aria-label={t('clinicTab.branches')}>
      <div className="panel-head">
        <h2 className="panel-title">{t('clinicTab.branches')}</h2>
        {mayChange && (
          <Button size="xs" variant="default" onClick={() => setAdding(true)}>
            {t('clinicTab.addBranch')}
          </Button>
        )}
      </div>
      <RefusalNote refusal={refusal} />
      <DataTable
        label={t('clinicTab.branches')}
        columns={columns}
        rows={data ?? []}
        rowKey={({ id }) => id}
        empty={t('catalogue.none')}
      />
      {adding && <AddBranch onClose={() => setAdding(false)} />}
    </section>
  );
}
