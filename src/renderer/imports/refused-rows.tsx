import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRefusalSentence } from '../app/use-figures.ts';
import type { RefusedRow } from './import-file.ts';

/** Rows that were not taken, each with its reason. */
export function RefusedRows({ rows, more }: { rows: readonly RefusedRow[]; more: number }) {
  const { t } = useTranslation();
  const sentence = useRefusalSentence();
  return (
    <>
      <Table fz="xs" aria-label={t('imports.refused')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={80} className="figure">
              {t('imports.row')}
            </Table.Th>
            <Table.Th>{t('imports.why')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((one) => (
            <Table.Tr key={`${one.row} ${one.code}`}>
              <Table.Td className="figure">{one.row}</Table.Td>
              <Table.Td>{sentence(one)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more > 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('imports.moreRefused', { count: more })}
        </Text>
      )}
    </>
  );
}
