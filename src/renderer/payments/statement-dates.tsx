import { Button, Group } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { calendarDate, financialYear } from '#domain/kernel/calendar.ts';
import { DateField } from '../app/date-field.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { useTerminalState } from '../app/use-figures.ts';
import type { PaperOf } from './paper-of.ts';
import type { Payer } from './patient-money.tsx';

/** From when to when a statement of account is; the financial year so far where nothing else is typed. */
export function StatementDates({
  payer: { patientId, name },
  onPaper,
  onBack,
}: {
  payer: Payer;
  onPaper: (of: PaperOf) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const today = useTerminalState().businessDate ?? '';
  const [from, setFrom] = useState(today && `20${financialYear(today).slice(0, 2)}-04-01`);
  const [to, setTo] = useState(today);
  const ready = [from, to].every((date) => calendarDate.safeParse(date).success) && from <= to;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onPaper({ kind: 'statement', of: { patientId, from, to }, title: `${t('account.statement')} · ${name}` });
  };
  const field = (label: string, value: string, onChange: (typed: string) => void, last: boolean) => (
    <DateField label={label} autoFocus={!last} data-last={last || undefined} value={value} onChange={onChange} />
  );
  return (
    <form onSubmit={submit} onKeyDown={enterMovesOn}>
      <Group grow align="flex-start">
        {field(t('prices.from'), from, setFrom, false)}
        {field(t('prices.to'), to, setTo, true)}
      </Group>
      <div className="buttons">
        <Button variant="default" onClick={onBack}>
          {t('common.back')}
        </Button>
        <Button type="submit" disabled={!ready} rightSection={<Key name="Enter" onButton />}>
          {t('account.statement')}
        </Button>
      </div>
    </form>
  );
}
