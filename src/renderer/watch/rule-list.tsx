import { useTranslation } from 'react-i18next';
import type { RuleFound } from '#domain/watch/fraud-pack.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { useRuleName } from './use-rule-name.ts';
import { useValue } from './use-value.ts';

/** Every rule with its worst value; those with alerts come first and speak up. */
export function RuleList({
  rules,
  open,
  onOpen,
}: {
  rules: readonly RuleFound[];
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
      cell: ({ alerts }) =>
        alerts > 0 ? (
          <span className="chip bad">{t('watch.alerts', { count: alerts })}</span>
        ) : (
          <span className="chip good">{t('watch.quiet')}</span>
        ),
    },
  ];
  return (
    <DataTable
      label={t('backOffice.watch')}
      columns={columns}
      rows={[...rules.filter(({ alerts }) => alerts > 0), ...rules.filter(({ alerts }) => alerts === 0)]}
      rowKey={({ name }) => name}
      empty=""
      onOpen={({ name }) => onOpen(name)}
      isOpen={({ name }) => name === open}
    />
  );
}
