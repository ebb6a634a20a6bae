import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleFound } from '#domain/watch/fraud-pack.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { useFigures } from '../app/use-figures.ts';
import type { LogFilter } from '../audit/use-log.ts';
import { EntriesOf, Notes } from './notes.tsx';
import { RuleAlertsLine } from './rule-alerts.tsx';
import type { Dates } from './stretch.tsx';
import { Threshold } from './threshold.tsx';
import { useRuleMeaning, useRuleName } from './use-rule-name.ts';
import { useValue } from './use-value.ts';

type Row = RuleFound['rows'][number];

/** What one rule has found, and behind each row the entries of the log. */
export function RuleDetail({
  branchId,
  dates,
  rule,
  onSet,
  onDates,
}: {
  branchId: string;
  dates: Dates;
  rule: RuleFound;
  onSet: () => void;
  onDates: (dates: Dates) => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const say = useValue();
  const ruleName = useRuleName();
  const ruleMeaning = useRuleMeaning();
  const [openId, setOpenId] = useState<string | null>(null);
  const open = rule.rows.find(({ id }) => id === openId);
  const columns: readonly Column<Row>[] = [
    {
      title: t('watch.about'),
      cell: ({ name, why, cameLater = [] }) => (
        <>
          <div>{name}</div>
          {why && <div className="visit-more">{t(`watch.doubts.${why}`)}</div>}
          {cameLater.length > 0 && (
            <div className="visit-more">
              {t('watch.cameLater', { days: cameLater.map((day) => figures.day(day)).join(', ') })}
            </div>
          )}
        </>
      ),
    },
    {
      title: t('watch.value'),
      cell: ({ value, alert, tooFew }) => (
        <span className={alert ? 'bad-text' : undefined}>{tooFew ? '–' : say(rule.unit, value)}</span>
      ),
      figure: true,
    },
    { title: t('watch.count'), cell: ({ count }) => figures.count(count), figure: true },
    {
      title: t('common.amount'),
      cell: ({ amountMinor }) => (amountMinor === 0 ? '–' : figures.amount(amountMinor)),
      figure: true,
    },
    { title: t('watch.since'), cell: ({ atMs }) => (atMs ? figures.dateTime(atMs) : '–'), figure: true },
    { title: t('common.state'), cell: ({ alert }) => alert && <span className="chip bad">{t('watch.alert')}</span> },
  ];
  return (
    <>
      <section className="panel" style={{ flex: 1 }} aria-label={ruleName(rule.name)}>
        <div className="panel-head" style={{ alignItems: 'end' }}>
          <div style={{ flex: 1, minWidth: 0 }}>
            <h2 className="panel-title">{ruleName(rule.name)}</h2>
            <div className="visit-more">{ruleMeaning(rule.name)}</div>
          </div>
          <Threshold key={`${rule.name} ${rule.threshold.value}`} rule={rule} onSet={onSet} />
        </div>
        <RuleAlertsLine branchId={branchId} rule={rule.name} onDates={onDates} />
        <DataTable
          label={ruleName(rule.name)}
          columns={columns}
          rows={rule.rows}
          rowKey={({ id }) => id}
          empty={t('watch.nothing')}
          onOpen={({ id }) => setOpenId(id)}
          isOpen={({ id }) => id === openId}
        />
      </section>
      {open && <Behind key={`${rule.name} ${open.id}`} branchId={branchId} dates={dates} rule={rule} row={open} />}
    </>
  );
}

/** Single entries where the rule has noted them; otherwise what the log has about the row. */
function Behind({ branchId, dates, rule, row }: { branchId: string; dates: Dates; rule: RuleFound; row: Row }) {
  const { kinds, whose } = { kinds: [...rule.notes], whose: WHOSE[row.about](row.id) };
  if (kinds.length > 0) return <Notes input={{ branchId, ...dates, kinds, ...whose }} title={row.name} />;
  return <EntriesOf filter={filterOf(row, rule.operations, dates)} title={row.name} />;
}

const WHOSE = {
  person: (userId: string) => ({ userId }),
  approver: (approverId: string) => ({ approverId }),
  terminal: (terminalId: string) => ({ terminalId }),
  visit: () => ({}),
  appointment: () => ({}),
  advance: () => ({}),
  receipt: () => ({}),
} as const;

/** Of a visit, an appointment, an advance or a receipt everything, whenever it was; of somebody or a machine what the rule counts in these days. */
function filterOf({ about, id }: Row, counted: readonly string[], dates: Dates): LogFilter {
  const ofDays = { dates, ...(counted.length > 0 ? { operations: [...counted] } : {}) };
  switch (about) {
    case 'person':
    case 'approver':
      return { actorId: id, ...ofDays };
    case 'terminal':
      return { terminalId: id, ...ofDays };
    case 'visit':
    case 'appointment':
    case 'advance':
    case 'receipt':
      return { subject: id };
    default:
      return about satisfies never;
  }
}
