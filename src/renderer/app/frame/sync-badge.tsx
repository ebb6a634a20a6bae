import { Popover, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncState } from '#protocol/counter-api.ts';
import { Facts } from '../facts.tsx';
import { useFigures, useTerminalState } from '../use-figures.ts';
import { useEscapeCloses } from '../use-keys.ts';
import { syncTone } from './sync-tone.ts';
import { useSyncSentence } from './use-sync-sentence.ts';

/** Online, offline since, so many waiting, stopped. Its width does not change with its words. */
export function SyncBadge() {
  const { sync } = useTerminalState();
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  useEscapeCloses(open, () => setOpen(false));
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" shadow="md" transitionProps={{ duration: 0 }} width={300}>
      <Popover.Target>
        <UnstyledButton className="sync-badge" data-tone={syncTone(sync)} data-link={sync.link} onClick={() => setOpen(!open)}>
          <VisuallyHidden>{t('frame.sync.title')}: </VisuallyHidden>
          <span className="sync-dot" aria-hidden />
          <SyncWords />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <SyncProblem />
        <SyncFacts />
      </Popover.Dropdown>
    </Popover>
  );
}

function SyncWords() {
  const { sync } = useTerminalState();
  const { t } = useTranslation();
  const figures = useFigures();
  const waiting = sync.backlog > 0 ? t('frame.sync.waiting', { count: sync.backlog }) : '';
  switch (sync.link) {
    case 'online':
      return <span className="sync-words">{t('frame.sync.online')}</span>;
    case 'behind':
      return (
        <span className="sync-words">
          {sync.backlog > 0 ? t('frame.sync.behind', { count: sync.backlog }) : t('frame.sync.receiving')}
        </span>
      );
    case 'unanswered':
      return (
        <span className="sync-words">
          {t('frame.sync.unanswered')}
          <small>{waiting}</small>
        </span>
      );
    case 'offline':
      return (
        <span className="sync-words">
          {sync.lastContactMs === null
            ? t('frame.sync.offline')
            : t('frame.sync.offlineSince', { time: figures.time(sync.lastContactMs) })}
          <small>{waiting}</small>
        </span>
      );
    case 'stopped':
      return (
        <span className="sync-words">
          {t('frame.sync.stopped')}
          <small>{waiting}</small>
        </span>
      );
    default:
      return sync.link satisfies never;
  }
}

/** What is said where nothing is wrong. */
const WELL: Partial<Record<SyncState['link'], 'frame.sync.allThere' | 'frame.sync.unansweredWhat'>> = {
  online: 'frame.sync.allThere',
  unanswered: 'frame.sync.unansweredWhat',
};

/** What is wrong and what to do, in words, and the code by which it can be told on the telephone. */
function SyncProblem() {
  const { sync } = useTerminalState();
  const { t } = useTranslation();
  const sentence = useSyncSentence();
  const well = t(WELL[sync.link] ?? 'frame.sync.goesOn');
  return (
    <div className="sync-problem" data-tone={syncTone(sync)}>
      <p>{sentence || well}</p>
      {sync.problem && <small>{t('frame.sync.code', { code: sync.problem })}</small>}
    </div>
  );
}

function SyncFacts() {
  const { sync } = useTerminalState();
  const { t } = useTranslation();
  const figures = useFigures();
  const { lastContactMs, leaseUntilMs, leaseExpired } = sync;
  const lease = leaseUntilMs === null ? t('frame.sync.never') : figures.dateTime(leaseUntilMs);
  return (
    <Facts
      facts={[
        [t('frame.sync.lastContact'), lastContactMs === null ? t('frame.sync.never') : figures.dateTime(lastContactMs)],
        [t('frame.sync.backlog'), figures.count(sync.backlog)],
        [t('frame.sync.lease'), leaseExpired ? t('frame.sync.leaseOver', { time: lease }) : lease],
      ]}
    />
  );
}
