import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Doctor } from '#domain/doctors/doctor.ts';
import { useRead } from '../app/asking.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { DoctorForm } from './doctor-form.tsx';

/** Doctors that patients are booked with. */
export function Doctors({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const [form, setForm] = useState<'add' | Doctor | null>(null);
  const { data, refusal } = useRead('doctorsList', { withInactive: true });
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
        {mayChange && (
          <Button size="xs" onClick={() => setForm('add')}>
            {t('catalogue.addDoctor')}
          </Button>
        )}
      </div>
      <RefusalNote refusal={refusal} />
      <DataTable
        label={t('catalogue.doctors')}
        columns={columns}
        rows={data ?? []}
        rowKey={({ id }) => id}
        empty={t('catalogue.none')}
        onOpen={mayChange ? setForm : undefined}
      />
      {form !== null && <DoctorForm one={form === 'add' ? undefined : form} onClose={() => setForm(null)} />}
    </section>
  );
}
