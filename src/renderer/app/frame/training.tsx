import { Menu, Text } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#domain/kernel/roles.ts';
import { useRun } from '../asking.ts';
import { sessionStore } from '../session.ts';
import { useTerminal } from '../use-figures.ts';
import { WithReason } from '../with-reason.tsx';

/** Over everything, as long as nothing here is real. */
export function TrainingBar() {
  const { t } = useTranslation();
  const { training } = useTerminal();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const who = useWhoPractises();
  if (!training) return null;
  const isForAnother = who !== null && session !== null && !session.roles.includes(who);
  return (
    <div className="training-bar" role="status">
      <strong>{t('training.loud')}</strong>
      <Text span>
        {t('training.what')} {isForAnother && t('training.logIn', { role: t(`roles.${who}`) })}
      </Text>
      <strong aria-hidden>{t('training.loud')}</strong>
    </div>
  );
}

/** Whose work this counter is: who began training is as a rule a manager, who cannot do it. */
function useWhoPractises(): Role | null {
  const { kind } = useTerminal();
  switch (kind) {
    case 'reception':
      return 'front-desk';
    case 'cashier':
      return 'cashier';
    case 'consulting':
      return 'doctor';
    case 'back-office':
    case 'server':
      return null;
    default:
      return kind satisfies never;
  }
}

/** A manager begins and ends training at a counter. */
export function useTraining() {
  const { t } = useTranslation();
  const { training, kind } = useTerminal();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const beginning = useRun('beginTraining');
  const ending = useRun('endTraining');
  const [asked, setAsked] = useState(false);
  const who = useWhoPractises();
  const may = kind !== 'back-office' && (session?.roles.includes('manager') ?? false);
  return {
    item: may && (
      <Menu.Item leftSection={<IconSchool size={16} />} onClick={() => (training ? ending.mutate({}) : setAsked(true))}>
        {training ? t('training.end') : t('training.begin')}
      </Menu.Item>
    ),
    dialog: asked && (
      <WithReason
        title={t('training.begin')}
        what={`${t('training.beginWhat')} ${who === null ? '' : t('training.logIn', { role: t(`roles.${who}`) })}`}
        action={t('training.begin')}
        doing={beginning}
        inputOf={(reason) => ({ reason })}
        onClose={() => setAsked(false)}
      />
    ),
  };
}
