import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../app/i18n/languages.ts';
import { useLanguage } from '../app/preferences.ts';
import { useRefusalSentence, useTerminalState } from '../app/use-figures.ts';
import { LanguageSwitch } from '../session/language-switch.tsx';

/** The terminal may not work: what happened, and what to do about it. */
export function Refused() {
  const { problem, terminal } = useTerminalState();
  const { t } = useTranslation();
  const sentence = useRefusalSentence();
  const problems: Readonly<Record<string, { what: string; todo: string }>> = LANGUAGES[useLanguage()].words.firstRun.problems;
  const code = problem ?? '';
  const known = Object.hasOwn(problems, code) ? problems[code] : undefined;
  return (
    <main className="door">
      <div className="door-box">
        <div className="door-main" style={{ width: 560 }}>
          {terminal && (
            <Text c="dimmed">
              {terminal.clinicName} · {terminal.branchName} · {terminal.counterName} · {terminal.code}
            </Text>
          )}
          <Title order={1} mt="xs">
            {t('firstRun.refusedTitle')}
          </Title>
          <Title order={2} mt="lg">
            {t('firstRun.whatHappened')}
          </Title>
          <Text role="alert">{known?.what ?? sentence({ code, details: {} })}</Text>
          {known && (
            <>
              <Title order={2} mt="md">
                {t('firstRun.whatToDo')}
              </Title>
              <Text>{known.todo}</Text>
            </>
          )}
          <Text c="dimmed" size="xs" mt="xl" mb="md">
            {t('firstRun.problemCode')}: <span className="mono">{code}</span>
          </Text>
          <LanguageSwitch />
        </div>
      </div>
    </main>
  );
}
