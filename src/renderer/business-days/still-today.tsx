import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DayChecklist } from '#domain/business-days/day-checklist.ts';
import { addDays } from '#domain/kernel/calendar.ts';
import { useFigures } from '../app/use-figures.ts';

/** Before the lock of the calendar's own date: that the day is not over, and which date everything has from then on. */
export function StillToday({ list: { date, calendarToday } }: { list: Pick<DayChecklist, 'date' | 'calendarToday'> }) {
  const { t } = useTranslation();
  const figures = useFigures();
  if (date !== calendarToday) return null;
  return (
    <Text fw={600} mb="xs" className="due-text">
      {t('days.stillToday', { date: figures.shortDay(date), next: figures.shortDay(addDays(date, 1)) })}
    </Text>
  );
}
