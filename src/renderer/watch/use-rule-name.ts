import { useTranslation } from 'react-i18next';
import type { en } from '../app/i18n/en/index.ts';

type Rule = keyof typeof en.watch.rules;

/** What a rule is called. */
export function useRuleName(): (rule: string) => string {
  const { t } = useTranslation();
  return (rule) => t(`watch.rules.${rule as Rule}`);
}

/** What a rule looks for and why. */
export function useRuleMeaning(): (rule: string) => string {
  const { t } = useTranslation();
  return (rule) => t(`watch.meanings.${rule as Rule}`);
}
