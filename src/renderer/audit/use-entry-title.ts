import { useTranslation } from 'react-i18next';
import { useOperationName } from '../app/use-operation-name.ts';
import { countedIn } from './counted-in.ts';
import type { LoggedEntry } from './use-log.ts';

/** What an entry is: its operation, and of the two that close a till which. */
export function useEntryTitle(): (entry: LoggedEntry) => string {
  const { t } = useTranslation();
  const operationName = useOperationName();
  return (entry) => {
    const operation = operationName(entry.header.operation);
    const counted = countedIn(entry);
    if (counted === null) return operation;
    return counted.is === 'z' ? t('audit.withZ', { operation, number: counted.number }) : t('audit.firstCount', { operation });
  };
}
