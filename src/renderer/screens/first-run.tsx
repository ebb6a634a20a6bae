import { Button, FileButton, Group, Text, Textarea, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal, refuse } from '#domain/kernel/refusal.ts';
import { CODE_FILE_MAX_BYTES, codeInFile } from '#domain/terminals/code-in-file.ts';
import { useDoing } from '../app/asking.ts';
import { Refused, taken } from '../app/counter.ts';
import { Key } from '../app/frame/key.tsx';
import { line } from '../app/line.ts';
import { TERMINAL_KEY } from '../app/live.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { LanguageSwitch } from '../session/language-switch.tsx';

/** A machine that is no terminal yet: it takes a code, pasted or from a file, and becomes one. */
export function FirstRun() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [code, setCode] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const enrolling = useDoing(async (typed: string) => taken(await line.client().terminal.enrol({ code: typed })));
  const opening = useDoing(readCodeFile);
  const isBusy = enrolling.isPending || opening.isPending;
  const submit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (code.trim() === '' || isBusy) return;
    opening.reset();
    enrolling.mutate(code.trim(), { onSuccess: (state) => queries.setQueryData(TERMINAL_KEY, state) });
  };
  const open = (file: File | undefined) => {
    if (file === undefined || isBusy) return;
    enrolling.reset();
    const show = (read: CodeRead) => {
      setCode(read.code);
      field.current?.focus();
    };
    opening.mutate(file, { onSuccess: show });
  };
  const opened =
    opening.data?.code === code && enrolling.refusal === null && t('firstRun.opened', { file: opening.data.fileName });
  const said = enrolling.isPending ? t('firstRun.enrolling') : opened;
  return (
    <main className="door" {...takesDrops(open)}>
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
            ref={field}
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
          <OpenFile disabled={isBusy} onFile={open} />
          <div style={{ minHeight: 80 }}>
            <RefusalNote refusal={opening.refusal ?? enrolling.refusal} mt="sm" />
            <div role="status">{said && <Text mt="sm">{said}</Text>}</div>
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

function OpenFile({ disabled, onFile }: { disabled: boolean; onFile: (file: File | undefined) => void }) {
  const { t } = useTranslation();
  const forget = useRef<() => void>(null);
  const choose = (file: File | null) => {
    onFile(file ?? undefined);
    // The same file, saved anew, may be chosen again.
    forget.current?.();
  };
  return (
    <Group gap="xs" mt="xs">
      <FileButton onChange={choose} resetRef={forget} accept=".txt,text/plain" disabled={disabled}>
        {(props) => (
          <Button {...props} size="xs" variant="default" disabled={disabled}>
            {t('firstRun.openFile')}
          </Button>
        )}
      </FileButton>
      <Text c="dimmed" size="sm">
        {t('firstRun.orDrop')}
      </Text>
    </Group>
  );
}

interface CodeRead {
  readonly code: string;
  readonly fileName: string;
}

async function readCodeFile(file: File): Promise<CodeRead> {
  // One byte more than may be: enough to see that it is too large. A folder that was dropped cannot be read at all.
  const bytes = await file
    .slice(0, CODE_FILE_MAX_BYTES + 1)
    .arrayBuffer()
    .catch(() => null);
  const code = bytes === null ? refuse('code-file-unreadable') : codeInFile(new Uint8Array(bytes));
  if (isRefusal(code)) throw new Refused(code);
  return { code, fileName: file.name };
}

/** A file may be dropped anywhere: beside the field the browser would leave this page for it. Text is dropped as ever. */
function takesDrops(onFile: (file: File | undefined) => void) {
  const hasFile = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return {
    onDragOver: (event: DragEvent) => {
      if (hasFile(event)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      onFile(event.dataTransfer.files[0]);
    },
  };
}
