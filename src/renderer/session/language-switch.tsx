import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '../app/i18n/languages.ts';
import { language, useLanguage } from '../app/preferences.ts';

/** The language, before anybody is signed in. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      aria-label={t('frame.language')}
      size="xs"
      value={useLanguage()}
      onChange={(to) => language.set(to as Language)}
      data={Object.entries(LANGUAGES).map(([value, { name }]) => ({ value, label: name }))}
    />
  );
}
