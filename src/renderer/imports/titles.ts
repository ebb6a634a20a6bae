import { useTranslation } from 'react-i18next';

/** What a kind of file is called; the registry's own title where the window has no word yet. */
export function useKindTitle(): (kind: string, title: string) => string {
  return useTitleIn('kinds');
}

/** What a column says, likewise. */
export function useFieldTitle(): (field: string, title: string) => string {
  return useTitleIn('fields');
}

function useTitleIn(table: 'kinds' | 'fields'): (name: string, title: string) => string {
  const { i18n } = useTranslation();
  return (name, title) => {
    const found: unknown = i18n.getResource(i18n.language, 'translation', `imports.${table}.${name}`);
    return typeof found === 'string' ? found : title;
  };
}
