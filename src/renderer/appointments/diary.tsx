import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentListed } from '#domain/appointments/listed.ts';
import { timeOf } from '#domain/appointments/slot.ts';
import { DateField } from '../app/date-field.tsx';
import { Key } from '../app/frame/key.tsx';
import { PickList } from '../app/pick-list.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { AppointmentChip } from './appointment-chip.tsx';
import { DIARY_VIEWS, type DiaryView, doctorsOf, inDiary } from './diary-view.ts';
import type { DiaryShown } from './use-diary.ts';
import './appointments.css';

/** Who is expected on a day, by time; while somebody is booked, the day and doctor of the booking. */
export function Diary({ diary, booking }: { diary: DiaryShown; booking: boolean }) {
  const { t } = useTranslation();
  const { shown, choice, view, date, today } = diary;
  const onKeyDown = (event: KeyboardEvent) => {
    const days = DAY_KEYS[event.key];
    if (booking || days === undefined || event.target !== document.getElementById(choice.listId)) return;
    event.preventDefault();
    diary.goBy(days);
  };
  const empty = booking ? 'booking' : view === 'expected' && date === today ? 'expectedToday' : view;
  return (
    <>
      <DiaryHead diary={diary} booking={booking} />
      <DoctorsRow diary={diary} booking={booking} />
      <RefusalNote refusal={diary.refusal} />
      <div className="visit-head diary-row" aria-hidden>
        <span>{t('appointments.time')}</span>
        <span>{t('reception.patient')}</span>
        <span>{t('reception.doctor')}</span>
        <span>{t('common.state')}</span>
      </div>
      {/* Left and right turn the days while the list has the keyboard. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are the list's within */}
      <div className="scroll" onKeyDown={onKeyDown}>
        <PickList items={shown} choice={choice} label={t('appointments.diary')} focusable>
          {(one) => <DiaryRow one={one} nowMs={diary.readAtMs} />}
        </PickList>
        {shown.length === 0 && date !== '' && <div className="empty">{t(`appointments.empty.${empty}`)}</div>}
      </div>
    </>
  );
}

const DAY_KEYS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

function DiaryHead({ diary, booking }: { diary: DiaryShown; booking: boolean }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { date, today, view, appointments, doctorId } = diary;
  return (
    <div className="panel-head">
      <h2 className="panel-title">
        {t('appointments.diary')} <Key name="F9" />
        {date !== '' && <span className="diary-date clip">{figures.day(date)}</span>}
        {date !== '' && date === today && <span className="chip good">{t('appointments.today')}</span>}
      </h2>
      <div className="diary-day">
        <ActionIcon
          variant="default"
          size={30}
          disabled={booking}
          aria-label={t('appointments.dayBefore')}
          onClick={() => diary.goBy(-1)}
        >
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <DateField
          size="xs"
          aria-label={t('appointments.day')}
          disabled={booking}
          value={date}
          onChange={(to) => to !== '' && diary.setDate(to)}
        />
        <ActionIcon
          variant="default"
          size={30}
          disabled={booking}
          aria-label={t('appointments.dayAfter')}
          onClick={() => diary.goBy(1)}
        >
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
      </div>
      <SegmentedControl
        size="xs"
        aria-label={t('appointments.view')}
        disabled={booking}
        value={view}
        onChange={(to) => diary.setView(to as DiaryView)}
        data={DIARY_VIEWS.map((one) => ({
          value: one,
          label: `${t(`appointments.views.${one}`)} ${inDiary(appointments, one, doctorId).length}`,
        }))}
      />
    </div>
  );
}

/** The doctors of the day: all of them, or one alone. */
function DoctorsRow({ diary, booking }: { diary: DiaryShown; booking: boolean }) {
  const { t } = useTranslation();
  const days = doctorsOf(diary.appointments);
  const choose = (doctorId: string | null, name: string, expected: number) => (
    <button
      key={doctorId ?? 'all'}
      type="button"
      className="load doctor-choice"
      disabled={booking}
      aria-pressed={diary.doctorId === doctorId}
      onClick={() => diary.setDoctor(doctorId)}
    >
      <span>{name}</span>
      <strong>{expected}</strong>
    </button>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of choices, no part of a form
    <div className="loads" role="group" aria-label={t('appointments.doctors')}>
      {choose(
        null,
        t('appointments.allDoctors'),
        days.reduce((sum, { expected }) => sum + expected, 0),
      )}
      {days.map(({ doctorId, doctorName, expected }) => choose(doctorId, doctorName, expected))}
    </div>
  );
}

function DiaryRow({ one, nowMs }: { one: AppointmentListed; nowMs: number }) {
  const { t } = useTranslation();
  const { startMinute, minutes, patientName, patientPhone, patientNumber, doctorName, purpose, overlaps } = one;
  return (
    <div className="diary-row">
      <div>
        <div className="visit-token">{timeOf(startMinute)}</div>
        <div className="visit-more">{t('appointments.minutes', { count: minutes })}</div>
      </div>
      <div className="clip">
        <div className="visit-name clip">{patientName}</div>
        <div className="visit-more clip">{[patientPhone, patientNumber].filter(Boolean).join(' · ')}</div>
      </div>
      <div className="clip">
        <div className="clip">{doctorName}</div>
        <div className="visit-more clip">{purpose}</div>
      </div>
      <div className="diary-chips">
        <AppointmentChip one={one} nowMs={nowMs} />
        {overlaps && <span className="chip bad">{t('appointments.overlaps')}</span>}
      </div>
    </div>
  );
}
