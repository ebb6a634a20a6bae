import { Button, Checkbox, Group, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientFound } from '#domain/patients/patient-search.ts';
import { PatientField } from '../patients/patient-field.tsx';
import { Entries } from './entries.tsx';
import { EntryDetail } from './entry-detail.tsx';
import { type LogFilter, type LoggedEntry, useLog } from './use-log.ts';
import { useNames } from './use-names.ts';

interface Asked {
  readonly patient: PatientFound | null;
  readonly actorId: string | null;
  readonly terminalId: string | null;
  readonly documentNumber: string;
  readonly status: string | null;
}

const NOTHING: Asked = { patient: null, actorId: null, terminalId: null, documentNumber: '', status: null };
const STATUSES = ['accepted', 'flagged', 'refused', 'late', 'pending'] as const;

/** The whole log, by patient, person, terminal, document or verdict. */
export function AuditExplorer(_: { branchId: string }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked>(NOTHING);
  const [filter, setFilter] = useState<LogFilter | null>(null);
  const [readsOnly, setReadsOnly] = useState(false);
  const [open, setOpen] = useState<LoggedEntry | null>(null);
  const log = useLog(filter);
  const look = (event: FormEvent) => {
    event.preventDefault();
    setOpen(null);
    const next = filterOf(asked);
    if (JSON.stringify(next) === JSON.stringify(filter)) log.again();
    else setFilter(next);
  };
  const shown = readsOnly ? { ...log, entries: log.entries.filter(({ header }) => header.operation === 'readPatient') } : log;
  return (
    <>
      <form className="panel" style={{ padding: 12 }} onSubmit={look}>
        <Fields asked={asked} onAsked={setAsked} />
        <Group mt="sm" gap="sm">
          <Button type="submit" size="xs">
            {t('audit.look')}
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setAsked(NOTHING);
              setFilter(null);
              setOpen(null);
            }}
          >
            {t('audit.clear')}
          </Button>
          <Checkbox
            size="xs"
            label={asked.patient ? t('audit.whoSaw') : t('audit.reads')}
            checked={readsOnly}
            onChange={(event) => setReadsOnly(event.currentTarget.checked)}
          />
          <span className="visit-more" style={{ marginLeft: 'auto' }}>
            {t('audit.logged')}
          </span>
        </Group>
      </form>
      <div className="halves" style={{ gridTemplateColumns: open ? 'minmax(0, 3fr) minmax(0, 2fr)' : 'minmax(0, 1fr)' }}>
        <section className="panel" aria-label={t('backOffice.audit')}>
          {filter === null ? (
            <div className="empty">{t('audit.start')}</div>
          ) : (
            <Entries log={shown} open={open} onOpen={setOpen} empty={t('audit.none')} />
          )}
        </section>
        {open && <EntryDetail entry={open} />}
      </div>
    </>
  );
}

function Fields({ asked, onAsked }: { asked: Asked; onAsked: (asked: Asked) => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const set = (part: Partial<Asked>) => onAsked({ ...asked, ...part });
  return (
    <div style={{ display: 'grid', gap: 10, gridTemplateColumns: 'repeat(5, minmax(0, 1fr))' }}>
      <PatientField label={t('audit.patient')} value={asked.patient} onChange={(patient) => set({ patient })} />
      <Select
        size="xs"
        label={t('audit.person')}
        placeholder={t('audit.anyone')}
        data={[...names.people]}
        value={asked.actorId}
        searchable
        clearable
        onChange={(actorId) => set({ actorId })}
      />
      <Select
        size="xs"
        label={t('audit.terminal')}
        placeholder={t('audit.anywhere')}
        data={[...names.terminals]}
        value={asked.terminalId}
        searchable
        clearable
        onChange={(terminalId) => set({ terminalId })}
      />
      <TextInput
        size="xs"
        label={t('audit.document')}
        maxLength={16}
        value={asked.documentNumber}
        onChange={(event) => set({ documentNumber: event.currentTarget.value })}
      />
      <Select
        size="xs"
        label={t('audit.status')}
        placeholder={t('audit.anything')}
        data={STATUSES.map((value) => ({ value, label: t(`audit.statuses.${value}`) }))}
        value={asked.status}
        clearable
        onChange={(status) => set({ status })}
      />
    </div>
  );
}

function filterOf({ patient, actorId, terminalId, documentNumber, status }: Asked): LogFilter {
  const known = STATUSES.find((one) => one === status);
  return {
    ...(patient ? { subject: patient.id } : {}),
    ...(actorId ? { actorId } : {}),
    ...(terminalId ? { terminalId } : {}),
    ...(documentNumber.trim() ? { documentNumber: documentNumber.trim().toUpperCase() } : {}),
    ...(known ? { status: known } : {}),
  };
}
