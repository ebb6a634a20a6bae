import { Button, Group, Text, Textarea, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDoing } from '../app/asking.ts';
import { taken } from '../app/counter.ts';
import { Key } from '../app/frame/key.tsx';
import { line } from '../app/line.ts';
import { TERMINAL_KEY } from '../app/live.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { LanguageSwitch } from '../session/language-switch.tsx';

/** A machine that is no terminal yet: it takes a code and becomes one. */
export function FirstRun() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [code, setCode] = useState('');
  const enrolling = useDoing(async (typed: string) => taken(await line.client().terminal.enrol({ code: typed })));
  const submit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (code.trim() === '' || enrolling.isPending) return;
    enrolling.mutate(code.trim(), { onSuccess: (state) => queries.setQueryData(TERMINAL_KEY, state) });
  };
  return (
    <main className="door">
      <form className="door-box" onSubmit={submit}>
        <div className="door-main" style={{ width: 520 }}>
          <Group justify="space-between" align="start" wrap="nowrap">
            <Title order={1}>{t('firstRun.title')}</Title>
            <LanguageSwitch />
          </Group>
          <Text c="dimmed" mt="xs">
            {t('firstRun.what')}
          </Text>
          <Textarea
            mt="lg"
            label={t('firstRun.code')}
            description={t('firstRun.codeHint')}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && submit(event)}
            rows={4}
            autoFocus
            spellCheck={false}
            autoComplete="off"
            classNames={{ input: 'mono' }}
            disabled={enrolling.isPending}
          />
          <div style={{ minHeight: 64 }}>
            <RefusalNote refusal={enrolling.refusal} mt="sm" />
            {enrolling.isPending && (
              <Text role="status" mt="sm">
                {t('firstRun.enrolling')}
              </Text>
            )}
          </div>
          <Group justify="space-between" wrap="nowrap" align="end">
            <Text c="dimmed" size="xs" maw={300}>
              {t('firstRun.after')}
            </Text>
            <Button
              type="submit"
              loading={enrolling.isPending}
              disabled={code.trim() === ''}
              rightSection={<Key name="Enter" onButton />}
            >
              {t('firstRun.enrol')}
            </Button>
          </Group>
        </div>
      </form>
    </main>
  );
}
