import { Button, Group, PasswordInput, Portal, Text, Title } from '@mantine/core';
import { useFocusTrap } from '@mantine/hooks';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionState } from '#protocol/counter-api.ts';
import { useDoing } from '../app/asking.ts';
import { taken } from '../app/counter.ts';
import { WhereThisIs } from '../app/frame/frame.tsx';
import { Key } from '../app/frame/key.tsx';
import { line } from '../app/line.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { useFocusBack } from '../app/use-focus-back.ts';
import { useDialogKeys } from '../app/use-keys.ts';
import { switchUser } from './leaving.ts';
import { useAlone } from './use-alone.ts';
import { useWait } from './use-wait.ts';

/** Beside everything else of the page, so that everything else can be put out of sight and reach. */
export function LockScreen({ session }: { session: SessionState }) {
  return (
    <Portal>
      <Lock session={session} />
    </Portal>
  );
}

function Lock({ session }: { session: SessionState }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const trap = useFocusTrap();
  const wait = useWait();
  const unlocking = useDoing(async (typed: string) => taken(await line.client().session.unlock({ password: typed })));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wait.left !== null) return;
    unlocking.mutate(password, {
      onSuccess: (state) => sessionStore.update(state),
      onError: wait.heed,
      onSettled: () => setPassword(''),
    });
  };
  useDialogKeys({ escape: switchUser });
  const id = useId();
  useAlone(id);
  useFocusBack();
  return (
    <main id={id} className="door lock" ref={trap} role="dialog" aria-modal="true" aria-label={t('session.locked')}>
      <div className="door-box">
        <form className="door-main" onSubmit={submit}>
          <WhereThisIs />
          <Title order={2} size="h1" mt="lg">
            {session.name}
          </Title>
          <Text c="dimmed" mb="md">
            {t('session.locked')}. {t('session.lockedWhat')}
          </Text>
          <PasswordInput
            label={t('session.password')}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
            size="md"
          />
          {wait.left === null ? (
            <RefusalNote refusal={unlocking.refusal} mt="sm" />
          ) : (
            <Text role="alert" c="red" mt="sm">
              {t('session.waitLeft', { left: wait.left })}
            </Text>
          )}
          <Group mt="lg" justify="space-between">
            <Button variant="default" onClick={switchUser} rightSection={<Key name="Esc" />}>
              {t('frame.switchUser')}
            </Button>
            <Button
              type="submit"
              loading={unlocking.isPending}
              disabled={wait.left !== null}
              rightSection={<Key name="Enter" onButton />}
            >
              {t('session.unlock')}
            </Button>
          </Group>
        </form>
      </div>
    </main>
  );
}
