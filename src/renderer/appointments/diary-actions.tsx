import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppointmentListed } from '#domain/appointments/listed.ts';
import { useRun } from '../app/asking.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
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
  const arrive = () =>
    one && !arriving.isPending && arriving.mutate({ appointmentId: one.id }, { onSuccess: ({ token }) => onArrived(one, token) });
  const inList = () => document.activeElement?.id === choice.listId;
  useKeys({
    f7: mayArrive && arrive,
    f4: isExpected && (() => onMove(one)),
    f8: mayBeMissed && (() => onCallOff('no-show', one)),
    delete: isExpected && (() => inList() && onCallOff('cancel', one)),
  });
  return (
    <div className="panel-foot">
      <div style={{ flex: 1, minWidth: 0 }}>
        {arriving.refusal ? (
          <RefusalNote refusal={arriving.refusal} />
        ) : (
          <div className="visit-more clip">{one ? <MoreOf one={one} /> : t('appointments.pickOne')}</div>
        )}
      </div>
      <Button
        variant="default"
        disabled={!one}
        onClick={() => one && onProfile(one.patientId)}
        rightSection={<Key name="Enter" />}
      >
        {t('reception.profile')}
      </Button>
      <Button variant="default" disabled={!isExpected} onClick={() => one && onMove(one)} rightSection={<Key name="F4" />}>
        {t('appointments.move')}
      </Button>
      <Button
        variant="default"
        disabled={!mayBeMissed}
        onClick={() => one && onCallOff('no-show', one)}
        rightSection={<Key name="F8" />}
      >
        {t('appointments.noShow')}
      </Button>
      <Button
        variant="default"
        disabled={!isExpected}
        onClick={() => one && onCallOff('cancel', one)}
        rightSection={<Key name="Del" />}
      >
        {t('appointments.cancelOne')}
      </Button>
      <Button disabled={!mayArrive} loading={arriving.isPending} onClick={arrive} rightSection={<Key name="F7" onButton />}>
        {t('appointments.arrived')}
      </Button>
    </div>
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
