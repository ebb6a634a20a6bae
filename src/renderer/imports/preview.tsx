import { Button, Checkbox, Select, Table, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures, useRefusalSentence } from '../app/use-figures.ts';
import { type FileText, tellingWords } from './file-text.ts';
import { type Mapping, type Preview, readableRows } from './import-file.ts';
import { RowTable } from './row-table.tsx';
import { useFieldTitle } from './titles.ts';

const NOT_THERE = 'none';

/** The file before it is imported: which column says what, the first rows, and what cannot be read. */
export function PreviewPart({
  preview,
  file,
  busy,
  onMapping,
  addLookalikes,
  onAddLookalikes,
  onStart,
}: {
  preview: Preview;
  file: FileText;
  busy: boolean;
  onMapping: (mapping: Mapping) => void;
  addLookalikes: boolean;
  onAddLookalikes: (add: boolean) => void;
  onStart: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const sentence = useRefusalSentence();
  const fieldTitle = useFieldTitle();
  const { header, columns, mapping, rows, problem, refused, refusedRows } = preview;
  const readable = readableRows(preview);
  const choices = [
    { value: NOT_THERE, label: t('imports.notThere') },
    ...header.map((name, at) => ({ value: String(at), label: `${at + 1}. ${name}` })),
  ];
  const choose = (field: string, to: string | null) =>
    onMapping({ ...mapping, [field]: to === null || to === NOT_THERE ? null : Number(to) });
  return (
    <>
      <div className="halves" style={{ gridTemplateColumns: '380px minmax(0, 1fr)', padding: 12 }}>
        <div style={{ overflow: 'auto' }}>
          <h3 className="part-title" style={{ marginTop: 0 }}>
            {t('imports.mapping')}
          </h3>
          {columns.map(({ field, title, required }) => (
            <Select
              key={field}
              size="xs"
              mb={6}
              label={fieldTitle(field, title)}
              withAsterisk={required}
              data={choices}
              value={mapping[field] === null || mapping[field] === undefined ? NOT_THERE : String(mapping[field])}
              allowDeselect={false}
              searchable
              onChange={(to) => choose(field, to)}
            />
          ))}
        </div>
        <div style={{ overflow: 'auto', minWidth: 0 }}>
          <h3 className="part-title" style={{ marginTop: 0 }}>
            {preview.fileName} · {t('imports.rows', { count: rows, rows: figures.count(rows) })}
          </h3>
          <ReadAs {...file} />
          <RefusalNote refusal={problem} />
          {refusedRows > 0 && (
            <>
              <p className="due-text">
                <strong>{t('imports.willRefuse', { count: refusedRows })}</strong>
              </p>
              <RowTable
                title={t('imports.refused')}
                rows={refused.map((one) => ({ row: one.row, why: sentence(one) }))}
                more={refusedRows - refused.length}
              />
            </>
          )}
          <h3 className="part-title">{t('imports.sample')}</h3>
          <Sample preview={preview} />
        </div>
      </div>
      <div className="panel-foot" style={{ justifyContent: 'flex-end' }}>
        {preview.leavesOutLookalikes && (
          <Checkbox
            label={t('imports.addLookalikes')}
            checked={addLookalikes}
            onChange={(event) => onAddLookalikes(event.currentTarget.checked)}
          />
        )}
        <Button onClick={onStart} disabled={readable === 0} loading={busy}>
          {t('imports.start', { rows: t('imports.rows', { count: readable, rows: figures.count(readable) }) })}
        </Button>
      </div>
    </>
  );
}

/** Which letters the bytes were taken for, with some that show whether that was right. */
function ReadAs({ text, encoding }: FileText) {
  const { t } = useTranslation();
  const words = useMemo(() => tellingWords(text), [text]);
  return (
    <Text size="xs" c="dimmed">
      {words.length === 0 ? t('imports.readAs', { encoding }) : t('imports.readAsLook', { encoding, words: words.join(', ') })}
    </Text>
  );
}

function Sample({ preview }: { preview: Preview }) {
  return (
    <div style={{ overflowX: 'auto' }}>
      <Table fz="xs" withRowBorders aria-label={preview.fileName}>
        <Table.Thead>
          <Table.Tr>
            {preview.header.map((name, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a file's columns are known by their place
              <Table.Th key={at} style={{ whiteSpace: 'nowrap' }}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.sample.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a file's rows are known by their place
            <Table.Tr key={at}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a file's cells are known by their place
                <Table.Td key={column} style={{ whiteSpace: 'nowrap' }}>
                  {cell}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
