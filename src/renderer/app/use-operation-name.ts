import { useTranslation } from 'react-i18next';

/** What an operation is called in the window; its own name where it has no word yet. */
export function useOperationName(): (operation: string) => string {
  const { i18n } = useTranslation();
  return (operation) => {
    const found: unknown = i18n.getResource(i18n.language, 'translation', `operations.${operation}`);
    return typeof found === 'string' ? found : operation;
  };
}
