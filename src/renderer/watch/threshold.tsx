import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleFound } from '#domain/watch/fraud-pack.ts';
import { useRun } from '../app/asking.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { readThreshold, typedThreshold } from './typed-threshold.ts';
import { useValue } from './use-value.ts';

/** From which value on a rule is an alert; set by a manager. */
export function Threshold({ rule, onSet }: { rule: RuleFound; onSet: () => void }) {
  const { t } = useTranslation();
  const say = useValue();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const [typed, setTyped] = useState(typedThreshold(rule.unit, rule.threshold.value));
  const setting = useRun('changeWatchSettings');
  const mayChange = session?.roles.some((role) => role === 'manager' || role === 'administrator') ?? false;
  if (!mayChange)
    return <span className="visit-more">{t('watch.alertAbove', { value: say(rule.unit, rule.threshold.value) })}</span>;
  const value = readThreshold(rule.unit, typed);
  const isChanged = value !== undefined && value !== rule.threshold.value;
  const set = (event: FormEvent) => {
    event.preventDefault();
    if (value !== undefined) setting.mutate({ thresholds: { [rule.name]: value } }, { onSuccess: onSet });
  };
  return (
    <form onSubmit={set}>
      <Group gap="xs" align="end">
        <TextInput
          size="xs"
          w={130}
          label={t(`watch.thresholdIn.${rule.unit}`)}
          value={typed}
          error={value === undefined}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="default" disabled={!isChanged} loading={setting.isPending}>
          {t('watch.setThreshold')}
        </Button>
      </Group>
      <RefusalNote refusal={setting.refusal} />
    </form>
  );
}
