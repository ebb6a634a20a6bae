import { Button } from '@mantine/core';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitListed } from '#domain/visits/unfinished-visits.ts';
import { useRun } from '../../app/asking.ts';
import { Key } from '../../app/frame/key.tsx';
import { KeyBar } from '../../app/frame/key-bar.tsx';
import { RefusalNote } from '../../app/refusal-note.tsx';
import { useKeys } from '../../app/use-keys.ts';
import { type Pick, usePick } from '../../app/use-pick.ts';
import { ProfileDrawer } from '../../patients/profile-drawer.tsx';
import { CancelVisit } from '../../visits/cancel-visit.tsx';
import { Queue } from '../../visits/queue.tsx';
import { doctorLoads, inView, type QueueView } from '../../visits/queue-view.ts';
import { useTokenText } from '../../visits/token.tsx';
import { useVisitsHere } from '../../visits/use-visits.ts';
import { Arrival } from './arrival.tsx';

/** One screen for the front desk: who comes on the left, who is here on the right. */
export default function Reception() {
  const { t } = useTranslation();
  const { visits, earlier, refusal } = useVisitsHere();
  const [view, setView] = useState<QueueView>('here');
  const [profileOf, setProfileOf] = useState<string | null>(null);
  const [cancelling, setCancelling] = useState<VisitListed | null>(null);
  const choice = usePick(view === 'earlier' ? earlier : inView(visits, view), {
    onEnter: ({ patientId }) => setProfileOf(patientId),
  });
  const loads = doctorLoads(visits);
  const loadOf = useCallback(
    (doctorId: string) => {
      const waiting = loads.find((one) => one.doctorId === doctorId)?.waiting ?? 0;
      return waiting === 0 ? '' : t('reception.loadOf', { count: waiting });
    },
    [loads, t],
  );
  const search = useRef<HTMLInputElement>(null);
  return (
    <>
      <div className="columns" style={{ gridTemplateColumns: '440px minmax(0, 1fr)' }}>
        <section className="panel" aria-label={t('reception.arrivals')}>
          <Arrival search={search} loadOf={loadOf} onProfile={setProfileOf} />
        </section>
        <section className="panel" aria-label={t('reception.queue')}>
          <RefusalNote refusal={refusal} />
          <Queue
            visits={visits}
            earlier={earlier}
            view={view}
            onView={setView}
            choice={choice}
            onOpen={() => document.getElementById(choice.listId)?.focus()}
          />
          <QueueActions choice={choice} onProfile={setProfileOf} onCancel={setCancelling} />
        </section>
      </div>
      <KeyBar
        keys={[
          ['F2', t('common.search')],
          ['F3', t('reception.newPatient')],
          ['Enter', t('reception.checkIn')],
          ['F6', t('reception.queue')],
          ['F7', t('reception.complete')],
          ['Del', t('reception.cancelVisit')],
          ['Esc', t('common.back')],
        ]}
      />
      {profileOf && <ProfileDrawer patientId={profileOf} mayCorrect onClose={() => setProfileOf(null)} />}
      {cancelling && <CancelVisit visit={cancelling} onClose={() => setCancelling(null)} />}
    </>
  );
}

function QueueActions({
  choice,
  onProfile,
  onCancel,
}: {
  choice: Pick<VisitListed>;
  onProfile: (patientId: string) => void;
  onCancel: (visit: VisitListed) => void;
}) {
  const { t } = useTranslation();
  const completing = useRun('completeVisit');
  const one = choice.picked;
  const mayComplete = one?.state === 'PAID';
  const mayCancel = one?.state === 'REGISTERED' || one?.state === 'IN_CONSULTATION';
  const complete = () => one && completing.mutate({ visitId: one.id });
  const inList = () => document.activeElement?.id === choice.listId;
  useKeys({
    f6: () => document.getElementById(choice.listId)?.focus(),
    f7: one && complete,
    delete: one && mayCancel && (() => inList() && onCancel(one)),
  });
  return (
    <div className="panel-foot">
      <div style={{ flex: 1, minWidth: 0 }}>
        {completing.refusal ? (
          <RefusalNote refusal={completing.refusal} />
        ) : (
          <span className="visit-more clip">{one ? <TokenAndName one={one} /> : t('reception.pickOne')}</span>
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
      <Button variant="default" disabled={!mayCancel} onClick={() => one && onCancel(one)} rightSection={<Key name="Del" />}>
        {t('reception.cancelVisit')}
      </Button>
      <Button disabled={!mayComplete} loading={completing.isPending} onClick={complete} rightSection={<Key name="F7" onButton />}>
        {t('reception.complete')}
      </Button>
    </div>
  );
}

function TokenAndName({ one }: { one: VisitListed }) {
  return `${useTokenText(one)} · ${one.patientName}`;
}
