import { useTranslation } from 'react-i18next';
import { useRead } from '../app/asking.ts';

export interface Names {
  /** Of a user or a terminal acting by itself; its id where it is unknown here. */
  person(id: string): string;
  terminal(id: string): string;
  /** Its short code. */
  terminalCode(id: string): string;
  readonly people: readonly { readonly value: string; readonly label: string }[];
  readonly terminals: readonly { readonly value: string; readonly label: string }[];
}

/** Names for the ids that entries carry. */
export function useNames(): Names {
  const { t } = useTranslation();
  const { data: users } = useRead('usersList', {});
  const { data: overview } = useRead('terminalsOverview', {});
  const { data: counters } = useRead('countersList', {});
  // The server knows every terminal there ever was; without it, those that stand at a counter now.
  const terminals =
    overview?.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` })) ??
    (counters ?? []).flatMap(({ terminalId, terminal, name }) =>
      terminalId && terminal ? [{ value: terminalId, label: `${terminal.code} ${name}` }] : [],
    );
  const people = (users ?? []).map(({ id, name, login }) => ({ value: id, label: `${name} (${login})` }));
  const terminalName = (id: string) =>
    terminals.find(({ value }) => value === id)?.label ?? (id === 'server' ? t('audit.server') : id.slice(0, 8));
  return {
    person: (id) => users?.find((one) => one.id === id)?.name ?? terminalName(id),
    terminal: terminalName,
    terminalCode: (id) => (id === 'server' ? terminalName(id) : (terminalName(id).split(' ')[0] ?? '')),
    people,
    terminals,
  };
}
