import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '#domain/kernel/calendar.ts';
import { DateField } from '../app/date-field.tsx';

/** Business dates, both included. */
export interface Dates {
  readonly from: string;
  readonly to: string;
}

const LENGTHS = [7, 30, 90, 365] as const;

export function lastDays(until: string, days: number): Dates {
  return { from: addDays(until, 1 - days), to: until };
}

/** Which days are looked at: typed, or the last so many. @param children what stands at the end of the line */
export function Stretch({
  dates,
  until,
  onDates,
  children,
}: {
  dates: Dates;
  until: string;
  onDates: (dates: Dates) => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const set = (part: Partial<Dates>) => {
    const next = { ...dates, ...part };
    // A date half typed is empty: what is shown stays until it is whole.
    if (next.from !== '' && next.to !== '' && next.from <= next.to) onDates(next);
  };
  return (
    <Group gap="xs" align="end">
      <DateField size="xs" w={136} label={t('watch.from')} value={dates.from} onChange={(from) => set({ from })} />
      <DateField size="xs" w={136} label={t('watch.to')} value={dates.to} onChange={(to) => set({ to })} />
      {LENGTHS.map((days) => (
        <Button key={days} size="xs" variant="default" onClick={() => onDates(lastDays(until, days))}>
          {t('watch.lastDays', { count: days })}
        </Button>
      ))}
      {children}
    </Group>
  );
}
