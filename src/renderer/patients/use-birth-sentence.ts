import { useTranslation } from 'react-i18next';
import { useTerminalState } from '../app/use-figures.ts';
import { birthProblem } from './birth.ts';

/** What is wrong with a typed age or birth date, in words; null where nothing is. */
export function useBirthSentence(): (typed: string) => string | null {
  const { t } = useTranslation();
  const { businessDate } = useTerminalState();
  return (typed) => {
    const problem = birthProblem(typed, businessDate ?? '');
    return problem && t(`register.birthProblems.${problem}`);
  };
}
