import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Doctor } from '#domain/doctors/doctor.ts';
import { DOCTORS_AT_ONCE } from '#domain/doctors/doctors-list.ts';
import { useRead } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { fitsTyped } from '../app/fits-typed.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { DoctorForm } from './doctor-form.tsx';
import { useDoctorSearch } from './use-doctors.ts';

/** Doctors that patients are booked with. */
export function Doctors({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [form, setForm] = useState<'add' | Doctor | null>(null);
  const { text, setText, tooMany, listed, found, refusal } = useDoctorSearch({ withInactive: true });
  const rows = tooMany && text.trim() !== '' ? found : listed.filter((one) => fitsTyped(`${one.name} ${one.speciality}`, text));
  const { data: services } = useRead('servicesList', { withInactive: true });
  const columns: readonly Column<Doctor>[] = [
    { title: t('common.name'), cell: (one) => <strong>{one.name}</strong> },
    { title: t('catalogue.speciality'), cell: (one) => one.speciality },
    { title: t('catalogue.registration'), cell: (one) => one.registrationNumber },
    { title: t('common.phone'), cell: (one) => one.phone },
    {
      title: t('catalogue.consultation'),
      cell: (one) => services?.find(({ id }) => id === one.consultationServiceId)?.name ?? '–',
    },
    { title: '', cell: (one) => !one.active && <span className="chip wait">{t('catalogue.away')}</span> },
  ];
  return (
    <section className="panel" style={{ flex: 2 }} aria-label={t('catalogue.doctors')}>
      <div className="panel-head">
        <h2 className="panel-title">{t('catalogue.doctors')}</h2>
        <TextInput
          size="xs"
          aria-label={t('catalogue.findDoctor')}
          placeholder={t('catalogue.findDoctor')}
          value={text}
          maxLength={100}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {mayChange && (
          <Button size="xs" onClick={() => setForm('add')}>
            {t('catalogue.addDoctor')}
          </Button>
        )}
      </div>
      <RefusalNote refusal={refusal} />
      {tooMany && text.trim() === '' && (
        <p className="visit-more" style={{ padding: '4px 12px', margin: 0 }}>
          {t('catalogue.firstDoctors', { shown: figures.count(DOCTORS_AT_ONCE) })}
        </p>
      )}
      <DataTable
        label={t('catalogue.doctors')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        empty={text.trim() === '' ? t('catalogue.none') : t('catalogue.noDoctorLike', { text: text.trim() })}
        onOpen={mayChange ? setForm : undefined}
      />
      {form !== null && <DoctorForm one={form === 'add' ? undefined : form} onClose={() => setForm(null)} />}
    </section>
  );
}
