import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PrintsBadge } from '../../printers/prints-badge.tsx';
import { useFigures, useTerminal, useTerminalState } from '../use-figures.ts';
import { Banner } from './banner.tsx';
import { SyncBadge } from './sync-badge.tsx';
import { syncTone } from './sync-tone.ts';
import { TrainingBar } from './training.tsx';
import { UserMenu } from './user-menu.tsx';

/** What surrounds every screen: where this is, which date it is, how it stands with the server, who works here. */
export function Frame({ children }: { children: ReactNode }) {
  const { sync } = useTerminalState();
  const { t } = useTranslation();
  return (
    <div className="frame">
      <TrainingBar />
      <section className="frame-head" aria-label={t('frame.terminal')} data-tone={syncTone(sync)}>
        <WhereThisIs />
        <Banner />
        <BusinessDate />
        <PrintsBadge />
        <SyncBadge />
        <UserMenu />
      </section>
      <main className="frame-body">{children}</main>
    </div>
  );
}

export function WhereThisIs() {
  const { clinicName, branchName, counterName, code } = useTerminal();
  const { t } = useTranslation();
  return (
    <div className="where">
      <span className="where-code" title={t('frame.terminal')}>
        {code}
      </span>
      <div className="where-names">
        <h1 className="where-counter clip">{counterName}</h1>
        <div className="where-clinic clip">
          {clinicName} · {branchName}
        </div>
      </div>
    </div>
  );
}

function BusinessDate() {
  const { businessDate, lockedAhead } = useTerminalState();
  const figures = useFigures();
  const { t } = useTranslation();
  if (!businessDate) return null;
  const locked = lockedAhead ? figures.shortDay(lockedAhead) : null;
  return (
    <div
      className="business-date"
      title={locked ? t('frame.lockedAheadWhat', { locked, date: figures.shortDay(businessDate) }) : undefined}
    >
      <span className="small-label">{t('frame.businessDate')}</span>
      <span>
        <time dateTime={businessDate}>{figures.day(businessDate)}</time>
        {locked && <span className="small-label"> · {t('frame.lockedAhead', { locked })}</span>}
      </span>
    </div>
  );
}
