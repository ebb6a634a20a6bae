import { Button, CopyButton, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterListed } from '#domain/clinics/counters-list.ts';
import { useDoing } from '../app/asking.ts';
import { run } from '../app/counter.ts';
import { Dialog } from '../app/dialog.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { saveFile } from '../app/save-file.ts';
import { useFigures } from '../app/use-figures.ts';
import { codeFileName, codeFileText } from './code-file.ts';

/** What the server puts beside the operation's result: the whole code, this once. */
interface MadeCode {
  readonly code: string;
  readonly expiresAtMs: number;
}

/** Makes a code for a counter and shows it while it works. */
export function EnrolmentCode({ counter, onClose }: { counter: CounterListed; onClose: () => void }) {
  const { t } = useTranslation();
  const making = useDoing(async () => (await run('createEnrolmentCode', { counterId: counter.id })) as unknown as MadeCode);
  const { mutate, data } = making;
  return (
    <Dialog onClose={onClose} title={t('terminalsTab.codeTitle', { counter: counter.name })} size={520}>
      <Text>{t('terminalsTab.codeWhat')}</Text>
      {counter.terminal && (
        <Text mt={6} className="due-text">
          {t('terminalsTab.codeReplaces')}
        </Text>
      )}
      {data && <Shown made={data} counter={counter} />}
      <RefusalNote refusal={making.refusal} mt="sm" />
      <div className="buttons">
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
        {!data && (
          <Button data-autofocus loading={making.isPending} onClick={() => mutate(undefined)}>
            {t('terminalsTab.makeCode')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function Shown({ made, counter }: { made: MadeCode; counter: CounterListed }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [leftMs, setLeftMs] = useState(made.expiresAtMs - Date.now());
  useEffect(() => {
    const timer = setInterval(() => setLeftMs(made.expiresAtMs - Date.now()), 1000);
    return () => clearInterval(timer);
  }, [made.expiresAtMs]);
  const save = () => {
    const until = figures.dateTime(made.expiresAtMs);
    const about = [
      t('terminalsTab.codeFileTitle', { counter: counter.name, branch: counter.branchName }),
      t('terminalsTab.codeFileWhat', { until, open: t('firstRun.openFile') }),
    ];
    saveFile(codeFileName(counter.name), new Blob([codeFileText(made.code, about)], { type: 'text/plain;charset=utf-8' }));
  };
  if (leftMs <= 0)
    return (
      <Text mt="md" role="alert">
        {t('terminalsTab.expired')}
      </Text>
    );
  return (
    <>
      <div className="code-box mono">{made.code}</div>
      <div className="buttons" style={{ justifyContent: 'space-between', marginTop: 0 }}>
        <Text c="dimmed" size="sm">
          {t('terminalsTab.expires', { left: figures.lasting(leftMs) })}
        </Text>
        <Group gap="xs" wrap="nowrap">
          <Button size="xs" variant="default" onClick={save}>
            {t('terminalsTab.saveCode')}
          </Button>
          <CopyButton value={made.code}>
            {({ copied, copy }) => (
              <Button data-autofocus size="xs" onClick={copy}>
                {copied ? t('common.copied') : t('common.copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
      </div>
    </>
  );
}
