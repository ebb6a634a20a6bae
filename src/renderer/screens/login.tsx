import { Button, Group, PasswordInput, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { TerminalState } from '#protocol/counter-api.ts';
import { useDoing } from '../app/asking.ts';
import { taken } from '../app/counter.ts';
import { Banner } from '../app/frame/banner.tsx';
import { WhereThisIs } from '../app/frame/frame.tsx';
import { Key } from '../app/frame/key.tsx';
import { SyncBadge } from '../app/frame/sync-badge.tsx';
import { isClockWrong } from '../app/frame/sync-tone.ts';
import { line } from '../app/line.ts';
import { PickList } from '../app/pick-list.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { useFigures, useTerminalState } from '../app/use-figures.ts';
import { usePick } from '../app/use-pick.ts';
import { LanguageSwitch } from '../session/language-switch.tsx';
import { useWait } from '../session/use-wait.ts';

type Person = TerminalState['people'][number] & { readonly id: string };

export function Login() {
  const { businessDate, sync } = useTerminalState();
  const figures = useFigures();
  const { t } = useTranslation();
  return (
    <main className="door">
      <div className="door-box">
        <div className="door-side">
          <WhereThisIs />
          <Text mt="xl" size="xs" c="dimmed">
            {t('frame.businessDate')}
          </Text>
          <Text fw={600}>{businessDate ? figures.date(businessDate) : ''}</Text>
          <Group ml={-8} mt="xs">
            <SyncBadge />
          </Group>
          {(sync.link !== 'online' || isClockWrong(sync)) && <Banner />}
          <div style={{ flex: 1 }} />
          <LanguageSwitch />
        </div>
        <LoginForm />
      </div>
    </main>
  );
}

function LoginForm() {
  const { t } = useTranslation();
  const { people } = useTerminalState();
  const { ended } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const [who, setWho] = useState('');
  const [password, setPassword] = useState('');
  const passwordField = useRef<HTMLInputElement>(null);
  const wait = useWait();
  const found = matching(people, who);
  const choice = usePick<Person>(found, { first: who !== '' || found.length === 1 });
  const toPassword = (login: string) => {
    setWho(login);
    passwordField.current?.focus();
  };
  const loggingIn = useDoing(async (typed: { login: string; password: string }) =>
    taken(await line.client().session.login(typed)),
  );
  const onWhoKey = (event: KeyboardEvent) => {
    choice.onKeyDown(event);
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (choice.picked) toPassword(choice.picked.login);
    else if (who.trim() !== '') passwordField.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wait.left !== null || password === '') return passwordField.current?.focus();
    // A name typed in part stands for the person it found.
    const login = people.find((one) => one.login === who.trim().toLowerCase())?.login ?? choice.picked?.login ?? who.trim();
    loggingIn.mutate(
      { login, password },
      {
        onSuccess: ({ session, token }) => sessionStore.begin(session, token, password),
        onError: wait.heed,
        onSettled: () => setPassword(''),
      },
    );
  };
  return (
    <form className="door-main" onSubmit={submit}>
      <Title order={2} size="h1">
        {t('session.title')}
      </Title>
      <TextInput
        mt="md"
        label={t('session.who')}
        description={t('session.whoHint')}
        value={who}
        onChange={(event) => setWho(event.currentTarget.value)}
        onKeyDown={onWhoKey}
        autoFocus
        autoComplete="off"
        role="combobox"
        aria-expanded
        aria-controls={choice.listId}
        aria-activedescendant={choice.picked ? choice.optionId(choice.picked.id) : undefined}
      />
      <div className="people">
        <PickList items={found} choice={choice} label={t('session.who')} onOpen={({ login }) => toPassword(login)}>
          {(one) => <PersonRow one={one} />}
        </PickList>
        {found.length === 0 && <div className="empty">{people.length === 0 ? t('session.nobody') : t('session.noMatch')}</div>}
      </div>
      <PasswordInput
        mt="sm"
        ref={passwordField}
        label={t('session.password')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="off"
      />
      <div style={{ minHeight: 52 }}>
        {wait.left !== null ? (
          <Text role="alert" c="var(--mantine-color-error)" fw={550} mt="sm">
            {t('session.waitLeft', { left: wait.left })}
          </Text>
        ) : (
          <RefusalNote refusal={loggingIn.refusal} mt="sm" />
        )}
        {ended && !loggingIn.refusal && wait.left === null && <Ended reason={ended} />}
      </div>
      <Button
        type="submit"
        loading={loggingIn.isPending}
        disabled={wait.left !== null}
        rightSection={<Key name="Enter" onButton />}
      >
        {t('session.logIn')}
      </Button>
    </form>
  );
}

function PersonRow({ one }: { one: Person }) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <span>
        <Text span fw={600} size="sm">
          {one.name}
        </Text>{' '}
        <Text span c="dimmed" size="xs">
          {one.login}
        </Text>
      </span>
      <Text span c="dimmed" size="xs">
        {one.roles.map((role) => t(`roles.${role}`)).join(', ')}
      </Text>
    </Group>
  );
}

function Ended({ reason }: { reason: string }) {
  const { t } = useTranslation();
  const known = ['user-revoked', 'terminal-revoked', 'not-your-counter', 'switched'] as const;
  const code = known.find((one) => one === reason) ?? 'other';
  return (
    <Text role="status" mt="sm" fw={550}>
      {t(`session.ended.${code}`)}
    </Text>
  );
}

function matching(people: TerminalState['people'], typed: string): Person[] {
  const text = typed.trim().toLowerCase();
  return people
    .filter(
      ({ login, name }) =>
        login.startsWith(text) ||
        name
          .toLowerCase()
          .split(/\s+/)
          .some((word) => word.startsWith(text)),
    )
    .map((one) => ({ ...one, id: one.userId }));
}
