import { useTranslation } from 'react-i18next';
import type { Unit } from '#domain/watch/rules/watch-rule.ts';
import { useFigures } from '../app/use-figures.ts';

const MINUTE_MS = 60_000;

/** Writes a rule's value in its unit. */
export function useValue(): (unit: Unit, value: number) => string {
  const { t } = useTranslation();
  const figures = useFigures();
  return (unit, value) => {
    switch (unit) {
      case 'share':
        return figures.percent(value);
      case 'amount':
        return figures.money(value);
      case 'minutes':
        return figures.lasting(value * MINUTE_MS);
      case 'days':
        return t('watch.days', { count: value });
      case 'count':
        return figures.count(value);
      default:
        return unit satisfies never;
    }
  };
}
