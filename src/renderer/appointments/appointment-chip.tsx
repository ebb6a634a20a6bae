import { useTranslation } from 'react-i18next';
import type { AppointmentState } from '#domain/appointments/appointment-state.ts';
import type { AppointmentListed } from '#domain/appointments/listed.ts';

const TONES: Readonly<Record<AppointmentState, string>> = {
  BOOKED: 'wait',
  ARRIVED: 'good',
  CANCELLED: 'bad',
  NO_SHOW: 'bad',
};
/** Nobody is late at once. */
const LATE_AFTER_MS = 5 * 60_000;

/** How an appointment stands; who is expected and past their time is late. */
export function AppointmentChip({ one, nowMs }: { one: AppointmentListed; nowMs: number }) {
  const { t } = useTranslation();
  const { state, token, startsAtMs } = one;
  if (state === 'BOOKED' && nowMs > startsAtMs + LATE_AFTER_MS) return <span className="chip due">{t('appointments.late')}</span>;
  return (
    <span className={`chip ${TONES[state]}`}>
      {t(`appointments.states.${state}`)}
      {token !== null && ` · ${token}`}
    </span>
  );
}
