import { Button } from '@mantine/core';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Doctor } from '#domain/doctors/doctor.ts';
import type { VisitListed } from '#domain/visits/unfinished-visits.ts';
import { useRead, useRun } from '../../app/asking.ts';
import { KeyBar } from '../../app/frame/key-bar.tsx';
import { PickList } from '../../app/pick-list.tsx';
import { RefusalNote } from '../../app/refusal-note.tsx';
import { sessionStore } from '../../app/session.ts';
import { useFigures } from '../../app/use-figures.ts';
import { useKeys } from '../../app/use-keys.ts';
import { usePick } from '../../app/use-pick.ts';
import { Expected } from '../../appointments/expected.tsx';
import { useOwnDoctor } from '../../doctors/use-doctors.ts';
import { EncounterPage } from '../../encounters/encounter-page.tsx';
import { unsavedNotes } from '../../encounters/unsaved-notes.ts';
import { VisitChip } from '../../visits/state-chip.tsx';
import { Token } from '../../visits/token.tsx';
import { useVisitsHere } from '../../visits/use-visits.ts';
import { onceEach } from './once-each.ts';
import { OpenVisit } from './open-visit.tsx';

/** One screen for the doctor: who waits on the left, the visit on the right. */
export default function Consulting() {
  const { t } = useTranslation();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const doctor = useOwnDoctor();
  const { mine, others, here, refusal } = useVisits(doctor?.id ?? null);
  const [withOthers, setWithOthers] = useState(false);
  const visits = withOthers ? [...mine, ...others] : mine;
  const [openId, setOpenId] = useState<string | null>(null);
  const userId = session?.userId ?? '';
  const starting = useRun('startConsultation');
  // The list still has a visit as waiting while its start is on its way, and Enter may be pressed twice.
  const [startOnce] = useState(() => onceEach((visitId) => starting.mutateAsync({ visitId })));
  // A visit that left the list while it was written stays up, with what was not saved.
  const open = visits.find(({ id }) => id === openId) ?? here.find(({ id }) => id === openId) ?? null;
  const start = (one: VisitListed) => {
    setOpenId(one.id);
    if (one.state === 'REGISTERED' && session?.roles.includes('doctor')) void startOnce(one.id);
  };
  const choice = usePick(visits, { onEnter: start });
  const toQueue = () => document.getElementById(choice.listId)?.focus();
  useKeys({ f2: toQueue });
  const showOthers = (show: boolean) => {
    setWithOthers(show);
    toQueue();
  };
  const partOf = ({ fromBefore }: VisitListed, ofOther: boolean) => {
    if (ofOther) return t('consulting.others');
    return fromBefore ? t('reception.views.earlier') : null;
  };
  // Whoever has just logged in begins with the queue: the arrow keys are its.
  useEffect(() => document.getElementById(choice.listId)?.focus(), [choice.listId]);
  return (
    <>
      <div className="columns" style={{ gridTemplateColumns: '310px minmax(0, 1fr)' }}>
        <section className="panel" aria-label={t('consulting.queue')}>
          <div className="panel-head">
            <h2 className="panel-title">{doctor === null ? t('consulting.everyQueue') : t('consulting.queue')}</h2>
            {doctor && <span className="visit-more clip">{doctor.name}</span>}
          </div>
          <RefusalNote refusal={refusal ?? starting.refusal} />
          <div className="scroll">
            <PickList
              items={visits}
              choice={choice}
              label={t('consulting.queue')}
              partOf={(one) => partOf(one, others.includes(one))}
              focusable
              onOpen={start}
            >
              {(one) => <QueueRow one={one} of={others.includes(one) ? one.doctorName : null} />}
            </PickList>
            {visits.length === 0 && doctor !== undefined && <NobodyWaits doctor={doctor} />}
          </div>
          <OthersShown count={others.length} shown={withOthers} onShow={showOthers} />
          <Expected />
        </section>
        <section className="panel" aria-label={t('reception.patient')}>
          {open ? (
            <OpenVisit visit={open}>
              {(known) => (
                <EncounterPage
                  key={open.id}
                  visit={open}
                  known={known}
                  kept={unsavedNotes.of(userId, open.id)}
                  onKeep={(draft) => unsavedNotes.keep(userId, open.id, draft)}
                  onSaved={() => {
                    starting.reset();
                    unsavedNotes.drop(userId, open.id);
                  }}
                  onSent={() => {
                    starting.reset();
                    unsavedNotes.drop(userId, open.id);
                    setOpenId(null);
                    // The row moves down to those sent; a choice that stayed on it would open the patient again.
                    choice.pick(null);
                    toQueue();
                  }}
                />
              )}
            </OpenVisit>
          ) : (
            <div className="empty">{t('consulting.pickOne')}</div>
          )}
        </section>
      </div>
      <KeyBar
        keys={[
          ['F2', t('consulting.queue')],
          ['↑ ↓', t('reception.patient')],
          ['Enter', t('consulting.start')],
          ['F4', t('consulting.addService')],
          ['Ctrl S', t('consulting.save')],
          ['Ctrl Enter', t('consulting.send')],
        ]}
      />
    </>
  );
}

/**
 * Who waits and who is in the chair, then those already sent and those who have paid: whatever is added for them is written
 * down. Last, what days that are over have left behind and a doctor can still finish. Without a doctor: everybody's. Apart,
 * who waits for other doctors: one who is away, or as whom nobody logs in, calls nobody in.
 */
function useVisits(doctorId: string | null) {
  const queue = useRead('doctorQueue', {});
  const { visits, earlier } = useVisitsHere();
  const mine = (one: VisitListed) => doctorId === null || one.doctorId === doctorId;
  const before = earlier.filter((one) => mine(one) && one.state !== 'PAID');
  const sent = (['READY_FOR_BILLING', 'PAID'] as const).flatMap((state) =>
    visits.filter((one) => mine(one) && one.state === state),
  );
  const others = [...visits, ...earlier].filter((one) => !mine(one) && one.state === 'REGISTERED');
  return { mine: [...(queue.data ?? []), ...sent, ...before], others, here: visits, refusal: queue.refusal };
}

/** Whose queue is empty, and how somebody comes into it. */
function NobodyWaits({ doctor }: { doctor: Doctor | null }) {
  const { t } = useTranslation();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const unlinked = doctor === null && session?.roles.includes('doctor');
  return (
    <div className="empty">
      <p>{doctor ? t('consulting.queueEmpty', { doctor: doctor.name }) : t('consulting.everyQueueEmpty')}</p>
      <p>{unlinked ? t('consulting.noDoctor') : t('consulting.queueFills')}</p>
    </div>
  );
}

/** Shows who waits for other doctors, so that somebody can call them in all the same; the keyboard goes on to them. */
function OthersShown({ count, shown, onShow }: { count: number; shown: boolean; onShow: (show: boolean) => void }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <Button
      variant="subtle"
      size="xs"
      radius={0}
      px={12}
      justify="flex-start"
      style={{ borderTop: '1px solid var(--edge)', flex: 'none' }}
      onClick={() => onShow(!shown)}
    >
      {shown ? t('consulting.hideOthers') : t('consulting.showOthers', { count })}
    </Button>
  );
}

/** `of`: the doctor they wait for, where it is another; that they wait is said above them. */
function QueueRow({ one, of }: { one: VisitListed; of: string | null }) {
  const figures = useFigures();
  return (
    <div className="billing-row">
      <Token of={one} />
      <div className="clip">
        <div className="visit-name clip">{one.patientName}</div>
        {of === null ? <VisitChip of={one} /> : <div className="visit-more clip">{of}</div>}
      </div>
      <span className="figure visit-more">{figures.time(one.checkedInAtMs)}</span>
    </div>
  );
}
