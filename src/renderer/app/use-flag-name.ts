import { useTranslation } from 'react-i18next';

/** What the server found odd, in few words; its code where there are none. */
export function useFlagName(): (code: string) => string {
  const { i18n } = useTranslation();
  return (code) => {
    const found: unknown = i18n.getResource(i18n.language, 'translation', `flags.${code}`);
    return typeof found === 'string' ? found : code;
  };
}
