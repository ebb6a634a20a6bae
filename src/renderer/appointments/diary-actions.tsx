import { useTranslation } from 'react-i18next';
import type { AppointmentListed } from '#domain/appointments/listed.ts';
import { ActionsFoot } from '../app/actions-foot.tsx';
import { useRun } from '../app/asking.ts';
import { useFigures } from '../app/use-figures.ts';
import { useKeys } from '../app/use-keys.ts';
import type { DiaryShown } from './use-diary.ts';
import { useSlotWords } from './use-slot-words.ts';

/** What can be done with the appointment that is picked, each by one key. */
export function DiaryActions({
  diary: { choice, today },
  busy,
  onArrived,
  onProfile,
  onMove,
  onCallOff,
}: {
  diary: DiaryShown;
  /** Something else is being filled in, and the keys are its. */
  busy: boolean;
  onArrived: (one: AppointmentListed, token: string) => void;
  onProfile: (patientId: string) => void;
  onMove: (one: AppointmentListed) => void;
  onCallOff: (what: 'no-show' | 'cancel', one: AppointmentListed) => void;
}) {
  const { t } = useTranslation();
  const arriving = useRun('checkInAppointment');
  const one = busy ? undefined : choice.picked;
  const isExpected = one?.state === 'BOOKED';
  const mayArrive = one?.date === today && (isExpected || one.state === 'NO_SHOW');
  const mayBeMissed = isExpected && one.date <= today;
  const arrive = mayArrive
    ? () => !arriving.isPending && arriving.mutate({ appointmentId: one.id }, { onSuccess: ({ token }) => onArrived(one, token) })
    : undefined;
  const move = isExpected ? () => onMove(one) : undefined;
  const miss = mayBeMissed ? () => onCallOff('no-show', one) : undefined;
  const cancel = isExpected ? () => onCallOff('cancel', one) : undefined;
  const inList = () => document.activeElement?.id === choice.listId;
  useKeys({ f7: arrive, f4: move, f8: miss, delete: cancel && (() => inList() && cancel()) });
  return (
    <ActionsFoot
      said={one ? <MoreOf one={one} /> : t('appointments.pickOne')}
      refusal={arriving.refusal}
      actions={[
        { keyName: 'Enter', title: t('reception.profile'), act: one && (() => onProfile(one.patientId)) },
        { keyName: 'F4', title: t('appointments.move'), act: move },
        { keyName: 'F8', title: t('appointments.noShow'), act: miss },
        { keyName: 'Del', title: t('appointments.cancelOne'), act: cancel },
      ]}
      main={{ keyName: 'F7', title: t('appointments.arrived'), act: arrive }}
      isDoing={arriving.isPending}
    />
  );
}

/** Why it was called off, where it was before, or who booked it. */
function MoreOf({ one }: { one: AppointmentListed }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const words = useSlotWords();
  if (one.cancelReason !== null) return one.cancelReason;
  if (one.movedFrom !== null) return t('appointments.movedFrom', words(one.movedFrom));
  return t('appointments.moreOf', { name: one.bookedByName, time: figures.dateTime(one.bookedAtMs) });
}
