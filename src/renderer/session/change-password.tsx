import { Button, Group, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useFocusTrap } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useDoing } from '../app/asking.ts';
import { taken } from '../app/counter.ts';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { line } from '../app/line.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { useForm } from '../app/use-form.ts';
import { leave } from './leaving.ts';

const SHORTEST = 8;

/** A new password: as a page of its own at the first login, else in a dialog. */
export function ChangePassword({ first = false, onDone }: { first?: boolean; onDone?: () => void }) {
  const { t } = useTranslation();
  if (!first) return <PasswordForm onDone={onDone} onBack={onDone} />;
  return (
    <main className="door">
      <div className="door-box">
        <div className="door-main">
          <Title order={1}>{t('session.firstTitle')}</Title>
          <Text c="dimmed" mb="md">
            {t('session.firstWhat')}
          </Text>
          <PasswordForm onBack={leave} />
        </div>
      </div>
    </main>
  );
}

function PasswordForm({ onDone, onBack }: { onDone?: (() => void) | undefined; onBack?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const trap = useFocusTrap();
  // Typed a moment ago at the login: not asked for again.
  const { firstPassword } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const form = useForm({
    initialValues: { current: '', next: '', repeat: '' },
    validate: {
      current: (value) => (firstPassword === null && value === '' ? t('session.current') : null),
      next: (value) => (value.length < SHORTEST ? t('session.rule') : null),
      repeat: (value, values) => (value === values.next ? null : t('session.differ')),
    },
  });
  const changing = useDoing(async (typed: { current: string; next: string }) =>
    taken(await line.client().session.changePassword(typed)),
  );
  const submit = form.onSubmit(({ current, next }) =>
    changing.mutate(
      { current: firstPassword ?? current, next },
      {
        onSuccess: (state) => {
          sessionStore.update(state);
          notifications.show({ message: t('session.changed') });
          onDone?.();
        },
      },
    ),
  );
  return (
    <form onSubmit={submit} onKeyDown={enterMovesOn} ref={trap}>
      <Stack gap="sm">
        {firstPassword === null && (
          <PasswordInput label={t('session.current')} autoComplete="off" data-autofocus {...form.getInputProps('current')} />
        )}
        <PasswordInput
          label={t('session.next')}
          description={t('session.rule')}
          autoComplete="new-password"
          data-autofocus={firstPassword !== null || undefined}
          {...form.getInputProps('next')}
        />
        <PasswordInput label={t('session.repeat')} autoComplete="new-password" {...form.getInputProps('repeat')} />
        <RefusalNote refusal={changing.refusal} />
        <Group justify="space-between" mt="xs">
          <Button variant="default" onClick={onBack}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={changing.isPending} rightSection={<Key name="Enter" onButton />}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
