import { useTranslation } from 'react-i18next';

/** What a kind of file is called; the registry's own title where the window has no word yet. */
export function useKindTitle(): (kind: string, title: string) => string {
  const { i18n } = useTranslation();
  return (kind, title) => {
    const found: unknown = i18n.getResource(i18n.language, 'translation', `imports.kinds.${kind}`);
    return typeof found === 'string' ? found : title;
  };
}
