import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DayChecklist } from '#domain/business-days/day-checklist.ts';
import { OPEN_STATES } from '#domain/visits/visit.ts';
import { useFigures } from '../app/use-figures.ts';
import { useTillWords } from '../approvals/use-till-words.ts';

/** What is better settled before the lock, though it does not stand in its way. */
export function Waiting({ list }: { list: DayChecklist }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const tillWords = useTillWords();
  const { pendingApprovals, openHandovers, unconfirmedTenders, staleTills, unpaid, terminals } = list;
  const silent = terminals.filter(({ mayHaveMore }) => mayHaveMore);
  const byState = ([...OPEN_STATES, 'INVOICED'] as const)
    .filter((state) => list.visits[state])
    .map((state) => `${list.visits[state]} ${t(`visitStates.${state}`)}`);
  const amounts: Record<DayChecklist['warnings'][number], string> = {
    'visits-unpaid': byState.join(', ') || String(unpaid.length),
    'approvals-pending': pendingApprovals
      .map((one) => {
        const what = `${t(`approvals.kinds.${one.kind}`)} ${figures.money(one.amountMinor)}, ${one.requesterName}`;
        return one.till ? `${what} (${tillWords(one.till)})` : what;
      })
      .join('; '),
    'handovers-open': openHandovers.map((one) => `${one.terminalCode}: ${one.cashierName} → ${one.toName}`).join('; '),
    'tenders-unconfirmed': `${unconfirmedTenders.count} · ${figures.money(unconfirmedTenders.amountMinor)}`,
    'stale-tills': staleTills.map((one) => `${one.terminalCode} ${one.cashierName}`).join('; '),
    'terminals-silent': silent
      .map(({ code, lastContactMs }) => t('closing.silentSince', { code, time: figures.dateTime(lastContactMs ?? 0) }))
      .join('; '),
  };
  return list.warnings.map((one) => (
    <div key={one} className="check due-text">
      <IconInfoCircle size={16} aria-hidden />
      <span>
        {t(`closing.warnings.${one}`)} <strong>{amounts[one]}</strong>
      </span>
    </div>
  ));
}
