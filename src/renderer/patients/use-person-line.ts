import { useTranslation } from 'react-i18next';
import type { Patient } from '#domain/patients/patient.ts';
import { useTerminalState } from '../app/use-figures.ts';
import { ageOn, type Birth } from './birth.ts';

/** `36 years · Female`, in the window's language. */
export function usePersonLine(): (one: Birth & Pick<Patient, 'sex'>) => string {
  const { t } = useTranslation();
  const ageText = useAgeText();
  return (one) => [ageText(one), t(`sexes.${one.sex}`)].filter((part) => part !== '').join(' · ');
}

export function useAgeText(): (birth: Birth) => string {
  const { t } = useTranslation();
  const { businessDate } = useTerminalState();
  return (birth) => {
    const age = businessDate === null ? undefined : ageOn(birth, businessDate);
    if (!age) return '';
    return age.months === null ? t('common.age', { count: age.years }) : t('common.months', { count: age.months });
  };
}
