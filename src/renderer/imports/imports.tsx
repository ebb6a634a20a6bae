import { Button, FileButton, SegmentedControl, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal } from '#domain/kernel/refusal.ts';
import { useDoing } from '../app/asking.ts';
import { Refused, taken } from '../app/counter.ts';
import { line } from '../app/line.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { type FileText, readFileText } from './file-text.ts';
import type { Mapping, Preview } from './import-file.ts';
import { ImportRun } from './import-run.tsx';
import { PreviewPart } from './preview.tsx';
import { useKindTitle } from './titles.ts';

interface Chosen {
  readonly kind: string;
  readonly file: FileText;
  readonly preview: Preview;
}

/** From a file of another system to records here: look first, then import, then read what was refused. */
export function Imports(_: { branchId: string }) {
  const { t } = useTranslation();
  const kindTitle = useKindTitle();
  const { data: kinds } = useQuery({
    queryKey: ['import-kinds'],
    queryFn: async () => taken(await line.client().imports.kinds()),
  });
  const [kind, setKind] = useState('patients');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [running, setRunning] = useState(false);
  const [addLookalikes, setAddLookalikes] = useState(false);
  const looking = useDoing(
    async ({
      file: bytes,
      ...of
    }: {
      kind: string;
      file: FileText | File;
      fileName: string;
      mapping?: Mapping;
    }): Promise<Chosen> => {
      const file = bytes instanceof File ? await textOf(bytes) : bytes;
      const preview = taken(await line.client().imports.preview({ ...of, csvText: file.text }));
      return { kind: of.kind, file, preview };
    },
  );
  const again = () => {
    setRunning(false);
    setChosen(null);
    setAddLookalikes(false);
  };
  const look = (file: File | null) => {
    if (!file) return;
    again();
    looking.mutate({ kind, file, fileName: file.name }, { onSuccess: setChosen });
  };
  const remap = (mapping: Mapping) => {
    if (!chosen) return;
    const { file, preview } = chosen;
    looking.mutate({ kind: chosen.kind, file, fileName: preview.fileName, mapping }, { onSuccess: setChosen });
  };
  return (
    <section className="panel" style={{ flex: 1 }} aria-label={t('backOffice.imports')}>
      <div className="panel-head">
        <h2 className="panel-title">{t('backOffice.imports')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t('imports.kind')}
          value={kind}
          disabled={running}
          onChange={(to) => {
            setKind(to);
            again();
          }}
          data={(kinds ?? []).map((one) => ({ value: one.kind, label: kindTitle(one.kind, one.title) }))}
        />
        <FileButton onChange={look} accept=".csv,.txt,text/csv" key={String(chosen === null)}>
          {(props) => (
            <Button {...props} size="xs" loading={looking.isPending} disabled={running}>
              {t('imports.choose')}
            </Button>
          )}
        </FileButton>
      </div>
      <RefusalNote refusal={looking.refusal} />
      {!chosen && !looking.isPending && (
        <div className="empty">
          <Text>{t('imports.order')}</Text>
        </div>
      )}
      {chosen && !running && (
        <PreviewPart
          {...chosen}
          busy={looking.isPending}
          onMapping={remap}
          addLookalikes={addLookalikes}
          onAddLookalikes={setAddLookalikes}
          onStart={() => setRunning(true)}
        />
      )}
      {chosen && running && <ImportRun {...chosen} csvText={chosen.file.text} addLookalikes={addLookalikes} onAgain={again} />}
    </section>
  );
}

async function textOf(file: File): Promise<FileText> {
  const read = readFileText(new Uint8Array(await file.arrayBuffer()));
  if (isRefusal(read)) throw new Refused(read);
  return read;
}
