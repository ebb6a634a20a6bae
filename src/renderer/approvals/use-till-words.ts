import { useTranslation } from 'react-i18next';
import type { AskedTill } from '#domain/approvals/asked-till.ts';
import { useFigures } from '../app/use-figures.ts';

/** Says of a till that is to be closed by force whose it is, where it stands and since when it is open. */
export function useTillWords(): (till: AskedTill) => string {
  const { t } = useTranslation();
  const figures = useFigures();
  return ({ cashierName: cashier, terminalCode, counterName, openedAtMs }) =>
    t('approvals.tillOf', { cashier, terminal: `${terminalCode} ${counterName}`.trim(), time: figures.dateTime(openedAtMs) });
}
