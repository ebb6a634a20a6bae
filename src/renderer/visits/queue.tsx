import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { VisitListed } from '#domain/visits/unfinished-visits.ts';
import { Key } from '../app/frame/key.tsx';
import { PickList } from '../app/pick-list.tsx';
import { useFigures } from '../app/use-figures.ts';
import type { Pick } from '../app/use-pick.ts';
import { doctorLoads, inView, QUEUE_VIEWS, type QueueView } from './queue-view.ts';
import { VisitChip } from './state-chip.tsx';
import { Token } from './token.tsx';

/** The visits of today, and who is still here of the day that was locked or has turned, with how many wait for whom. */
export function Queue({
  visits,
  earlier,
  view,
  onView,
  choice,
  onOpen,
}: {
  visits: readonly VisitListed[];
  /** Left behind by days that are over. */
  earlier: readonly VisitListed[];
  view: QueueView;
  onView: (to: QueueView) => void;
  choice: Pick<VisitListed>;
  onOpen: (one: VisitListed) => void;
}) {
  const { t } = useTranslation();
  const of = (one: QueueView) => (one === 'earlier' ? earlier : inView(visits, one));
  const shown = of(view);
  // Said only when there is something to say.
  const views = QUEUE_VIEWS.filter((one) => one !== 'earlier' || earlier.length > 0 || view === one);
  return (
    <>
      <div className="panel-head">
        <h2 className="panel-title">
          {t('reception.queue')} <Key name="F6" />
        </h2>
        <SegmentedControl
          size="xs"
          aria-label={t('reception.queueView')}
          value={view}
          onChange={(to) => onView(to as QueueView)}
          data={views.map((one) => ({
            value: one,
            label: `${t(`reception.views.${one}`)} ${of(one).length}`,
          }))}
        />
      </div>
      <Loads visits={visits} />
      <div className="visit-head visit-row" aria-hidden>
        <span>{t('reception.token')}</span>
        <span>{t('reception.patient')}</span>
        <span>{t('reception.doctor')}</span>
        <span>{t('common.state')}</span>
        <span>{t('reception.since')}</span>
      </div>
      <div className="scroll">
        <PickList items={shown} choice={choice} label={t('reception.queue')} focusable onOpen={onOpen}>
          {(one) => <VisitRow one={one} />}
        </PickList>
        {shown.length === 0 && <div className="empty">{t(`reception.empty.${view}`)}</div>}
      </div>
    </>
  );
}

function Loads({ visits }: { visits: readonly VisitListed[] }) {
  const { t } = useTranslation();
  return (
    <section className="loads" aria-label={t('reception.loads')}>
      {doctorLoads(visits).map(({ doctorId, doctorName, waiting, withDoctor }) => (
        <span key={doctorId} className="load">
          <span>{doctorName}</span>
          <span>
            <strong>{waiting}</strong> {t('reception.waiting')}
          </span>
          {withDoctor > 0 && <span className="chip busy">{t('reception.inRoom', { count: withDoctor })}</span>}
        </span>
      ))}
    </section>
  );
}

function VisitRow({ one }: { one: VisitListed }) {
  const figures = useFigures();
  return (
    <div className="visit-row">
      <Token of={one} />
      <div className="clip">
        <div className="visit-name clip">{one.patientName}</div>
        <div className="visit-more clip">{[one.patientPhone, one.patientNumber].filter(Boolean).join(' · ')}</div>
      </div>
      <span className="clip">{one.doctorName}</span>
      <VisitChip of={one} />
      <span className="figure visit-more">{figures.time(one.updatedAtMs)}</span>
    </div>
  );
}
