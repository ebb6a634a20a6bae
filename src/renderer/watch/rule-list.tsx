import { useTranslation } from 'react-i18next';
import type { RuleFound } from '#domain/watch/fraud-pack.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { useRuleName } from './use-rule-name.ts';
import { useValue } from './use-value.ts';

/** Every rule with its worst value; those with alerts come first and speak up, also with alerts of other days that nobody has seen. */
export function RuleList({
  rules,
  news,
  open,
  onOpen,
}: {
  rules: readonly RuleFound[];
  /** Alerts that nobody has seen, by rule, whatever days are looked at. */
  news: ReadonlyMap<string, number>;
  open: string | null;
  onOpen: (name: string) => void;
}) {
  const { t } = useTranslation();
  const say = useValue();
  const ruleName = useRuleName();
  const columns: readonly Column<RuleFound>[] = [
    { title: t('watch.rule'), cell: ({ name }) => ruleName(name) },
    { title: t('watch.worst'), cell: ({ unit, worst, rows }) => (rows.length === 0 ? '–' : say(unit, worst)), figure: true },
    { title: t('watch.threshold'), cell: ({ unit, threshold }) => say(unit, threshold.value), figure: true },
    {
      title: t('common.state'),
      cell: ({ name, alerts }) => {
        const unseen = news.get(name) ?? 0;
        if (alerts > 0) return <span className="chip bad">{t('watch.alerts', { count: alerts })}</span>;
        if (unseen > 0) return <span className="chip bad">{t('watch.news', { count: unseen })}</span>;
        return <span className="chip good">{t('watch.quiet')}</span>;
      },
    },
  ];
  const speaksUp = ({ name, alerts }: RuleFound) => alerts > 0 || (news.get(name) ?? 0) > 0;
  return (
    <DataTable
      label={t('backOffice.watch')}
      columns={columns}
      rows={[...rules.filter(speaksUp), ...rules.filter((one) => !speaksUp(one))]}
      rowKey={({ name }) => name}
      empty=""
      onOpen={({ name }) => onOpen(name)}
      isOpen={({ name }) => name === open}
    />
  );
}
