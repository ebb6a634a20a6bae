import { useTranslation } from 'react-i18next';
import { Facts } from '../app/facts.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useFlagName } from '../app/use-flag-name.ts';
import { useEntryTitle } from './use-entry-title.ts';
import type { LoggedEntry } from './use-log.ts';
import { useNames } from './use-names.ts';
import { VerdictChip } from './verdict-chip.tsx';

/** One entry of the log, whole: who, where, when, what, and what holds it in its chain. */
export function EntryDetail({ entry }: { entry: LoggedEntry }) {
  const { t } = useTranslation();
  const entryTitle = useEntryTitle();
  return (
    <section className="panel" aria-label={t('audit.entry')}>
      <div className="panel-head">
        <h2 className="panel-title">
          {entryTitle(entry)} {entry.header.documentNumber}
        </h2>
        <VerdictChip verdict={entry.verdict} />
      </div>
      {/* A place that scrolls must be reachable by keyboard (axe: scrollable-region-focusable). */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <div className="panel-body" tabIndex={0}>
        <EntryFacts entry={entry} />
        <h3 className="part-title">{t('audit.changes')}</h3>
        {entry.changes.map((change, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry's changes never move
          <div key={at}>
            <strong className="mono">{change?.type ?? '–'}</strong>
            <pre className="change-body mono">{change ? JSON.stringify(change.body, null, 1) : t('audit.withheld')}</pre>
          </div>
        ))}
      </div>
    </section>
  );
}

function EntryFacts({ entry }: { entry: LoggedEntry }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const names = useNames();
  const flagName = useFlagName();
  const { header, verdict, hash, signed, position } = entry;
  const { checkpoint } = header;
  const said = [...(verdict?.flags.map((flag) => flagName(flag)) ?? [])];
  if (verdict && verdict.postedDate !== header.businessDate)
    said.push(t('audit.countsIn', { date: figures.date(verdict.postedDate) }));
  return (
    <Facts
      facts={[
        [t('audit.when'), figures.dateTime(header.recordedAtMs)],
        [t('audit.businessDate'), figures.date(header.businessDate)],
        [t('audit.person'), names.person(header.actorId)],
        [t('audit.terminal'), names.terminal(header.terminalId)],
        [
          t('audit.session'),
          <span key="session" className="mono hash">
            {header.sessionId ?? '–'}
          </span>,
        ],
        ...(said.length > 0 ? [[t('audit.verdict'), said.join('; ')] as const] : []),
        [t('audit.position'), position === null ? t('audit.notPlaced') : figures.count(position)],
        [t('audit.seq'), t('audit.epoch', { epoch: header.epoch, seq: header.seq })],
        [t('audit.totals'), `${figures.amount(header.grossInMinor)} / ${figures.amount(header.grossOutMinor)}`],
        [t('audit.signature'), signed ? t('audit.signed') : t('audit.notSigned')],
        [
          t('audit.checkpoint'),
          checkpoint ? `${figures.count(checkpoint.position)} · ${figures.dateTime(checkpoint.atMs)}` : '–',
        ],
        [
          t('audit.hash'),
          <span key="hash" className="mono hash">
            {hash}
          </span>,
        ],
        [
          t('audit.prev'),
          <span key="prev" className="mono hash">
            {header.prev}
          </span>,
        ],
      ]}
    />
  );
}
