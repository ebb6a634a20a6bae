import { useCallback, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { AppointmentListed } from '#domain/appointments/listed.ts';
import type { VisitListed } from '#domain/visits/unfinished-visits.ts';
import { useRead } from '../../app/asking.ts';
import { KeyBar } from '../../app/frame/key-bar.tsx';
import { RefusalNote } from '../../app/refusal-note.tsx';
import { useKeys } from '../../app/use-keys.ts';
import { usePick } from '../../app/use-pick.ts';
import { CancelAppointment } from '../../appointments/cancel-appointment.tsx';
import { Diary } from '../../appointments/diary.tsx';
import { DiaryActions } from '../../appointments/diary-actions.tsx';
import { NoShow } from '../../appointments/no-show.tsx';
import { useDiary } from '../../appointments/use-diary.ts';
import { ProfileDrawer } from '../../patients/profile-drawer.tsx';
import { CancelVisit } from '../../visits/cancel-visit.tsx';
import { Queue } from '../../visits/queue.tsx';
import { doctorLoads, inView, type QueueView } from '../../visits/queue-view.ts';
import { useVisitsHere } from '../../visits/use-visits.ts';
import { Arrival } from './arrival.tsx';
import { QueueActions } from './queue-actions.tsx';
import { type Step, useDesk } from './use-desk.ts';

type Asking =
  | { readonly what: 'profile'; readonly patientId: string }
  | { readonly what: 'cancel-visit'; readonly visit: VisitListed }
  | { readonly what: 'cancel' | 'no-show'; readonly one: AppointmentListed };

/** One screen for the front desk: who comes on the left, on the right who is here or who is expected. */
export default function Reception() {
  const { t } = useTranslation();
  const desk = useDesk();
  const { visits, earlier, refusal } = useVisitsHere();
  const [view, setView] = useState<QueueView>('here');
  const [board, setBoard] = useState<'queue' | 'diary'>('queue');
  const [asking, setAsking] = useState<Asking | null>(null);
  const toProfile = ({ patientId }: { patientId: string }) => setAsking({ what: 'profile', patientId });
  const choice = usePick(view === 'earlier' ? earlier : inView(visits, view), { onEnter: toProfile });
  const diary = useDiary(desk.looked, toProfile);
  const today = useRead('diary', {}).data;
  const loadOf = useLoadOf(visits);
  const search = useRef<HTMLInputElement>(null);
  const isBooking = desk.step.at === 'book';
  const shown = isBooking ? 'diary' : board;
  useBoardKeys({
    queue: () => setBoard('queue'),
    // Once more, and it is today's again.
    diary: () => (board === 'diary' ? diary.setDate(null) : setBoard('diary')),
    lists: { queue: choice.listId, diary: diary.choice.listId },
  });
  return (
    <>
      <div className="columns" style={{ gridTemplateColumns: '440px minmax(0, 1fr)' }}>
        <section className="panel" aria-label={t('reception.arrivals')}>
          <Arrival
            desk={desk}
            search={search}
            today={today?.today ?? ''}
            expected={today?.appointments ?? []}
            loadOf={loadOf}
            onProfile={(patientId) => toProfile({ patientId })}
          />
        </section>
        <section className="panel" aria-label={t(shown === 'queue' ? 'reception.queue' : 'appointments.diary')}>
          {shown === 'queue' ? (
            <>
              <RefusalNote refusal={refusal} />
              <Queue
                visits={visits}
                earlier={earlier}
                view={view}
                onView={setView}
                choice={choice}
                onOpen={() => document.getElementById(choice.listId)?.focus()}
              />
              <QueueActions
                choice={choice}
                onProfile={(patientId) => toProfile({ patientId })}
                onCancel={(visit) => setAsking({ what: 'cancel-visit', visit })}
              />
            </>
          ) : (
            <>
              <Diary diary={diary} booking={isBooking} />
              <DiaryActions
                diary={diary}
                busy={desk.step.at !== 'search'}
                onArrived={({ patientName: name }, token) => desk.done({ what: 'checked-in', name, token })}
                onProfile={(patientId) => toProfile({ patientId })}
                onMove={(one) => desk.goTo({ at: 'book', who: patientOf(one), moving: one })}
                onCallOff={(what, one) => {
                  desk.forget();
                  setAsking({ what, one });
                }}
              />
            </>
          )}
        </section>
      </div>
      <ReceptionKeys at={desk.step.at} board={shown} />
      {asking && <Asked asking={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

function Asked({ asking, onClose }: { asking: Asking; onClose: () => void }) {
  switch (asking.what) {
    case 'profile':
      return <ProfileDrawer patientId={asking.patientId} mayCorrect onClose={onClose} />;
    case 'cancel-visit':
      return <CancelVisit visit={asking.visit} onClose={onClose} />;
    case 'cancel':
      return <CancelAppointment one={asking.one} onClose={onClose} />;
    case 'no-show':
      return <NoShow one={asking.one} onClose={onClose} />;
    default:
      return asking satisfies never;
  }
}

/** The keys of the screen: those of the form while there is one; else what F7 and Del do depends on what stands on the right. */
function ReceptionKeys({ at, board }: { at: Step['at']; board: 'queue' | 'diary' }) {
  const { t } = useTranslation();
  const back = ['Esc', t('common.back')] as const;
  const search = ['F2', t('common.search')] as const;
  if (at === 'register')
    return (
      <KeyBar
        keys={[
          ['Ctrl Enter', t('register.andCheckIn')],
          ['Ctrl Shift Enter', t('register.only')],
          ['F4', t('appointments.registerAndBook')],
          ['F8', t('register.maybeHere')],
          back,
        ]}
      />
    );
  if (at === 'book')
    return (
      <KeyBar
        keys={[
          ['Enter', t('appointments.bookOne')],
          ['↑ ↓', t('appointments.time')],
          ['+ −', t('appointments.day')],
          search,
          back,
        ]}
      />
    );
  const ofBoard: readonly (readonly [string, string])[] =
    board === 'queue'
      ? [
          ['F7', t('reception.complete')],
          ['Del', t('reception.cancelVisit')],
        ]
      : [
          ['F7', t('appointments.arrived')],
          ['F8', t('appointments.noShow')],
          ['Del', t('appointments.cancelOne')],
        ];
  return (
    <KeyBar
      keys={[
        search,
        ['F3', t('reception.newPatient')],
        ['Enter', t('reception.checkIn')],
        ['F4', t(board === 'queue' ? 'appointments.book' : 'appointments.bookOrMove')],
        ['F6', t('reception.queue')],
        ['F9', t('appointments.diary')],
        ...ofBoard,
        back,
      ]}
    />
  );
}

/** F6 and F9 bring up the queue and the diary, and give their list the keyboard. */
function useBoardKeys({
  queue,
  diary,
  lists,
}: {
  queue: () => void;
  diary: () => void;
  lists: { readonly queue: string; readonly diary: string };
}): void {
  // The list may only now come up, and the next key is its already.
  const bring = (show: () => void, listId: string) => {
    flushSync(show);
    document.getElementById(listId)?.focus();
  };
  useKeys({
    f6: () => bring(queue, lists.queue),
    f9: () => bring(diary, lists.diary),
  });
}

function useLoadOf(visits: readonly VisitListed[]): (doctorId: string) => string {
  const { t } = useTranslation();
  const loads = doctorLoads(visits);
  return useCallback(
    (doctorId: string) => {
      const waiting = loads.find((one) => one.doctorId === doctorId)?.waiting ?? 0;
      return waiting === 0 ? '' : t('reception.loadOf', { count: waiting });
    },
    [loads, t],
  );
}

function patientOf({
  patientId: id,
  patientName: name,
  patientNumber: number,
  patientPhone: phone,
  doctorId,
}: AppointmentListed) {
  return { id, name, number, phone, doctorId };
}
