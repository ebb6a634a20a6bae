import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface RowSaid {
  readonly row: number;
  /** What is to be said of it. */
  readonly why: string;
}

/** Rows of the file, each with what is to be said of it. */
export function RowTable({ title, rows, more }: { title: string; rows: readonly RowSaid[]; more: number }) {
  const { t } = useTranslation();
  return (
    <>
      <Table fz="xs" aria-label={title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={80} className="figure">
              {t('imports.row')}
            </Table.Th>
            <Table.Th>{t('imports.why')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ row, why }) => (
            <Table.Tr key={`${row} ${why}`}>
              <Table.Td className="figure">{row}</Table.Td>
              <Table.Td>{why}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more > 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('imports.moreRows', { count: more })}
        </Text>
      )}
    </>
  );
}
