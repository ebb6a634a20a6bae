import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

export interface Column<Row> {
  /** Empty over what speaks for itself: buttons, a mark. */
  readonly title: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** A figure: to the right, digits under digits. */
  readonly figure?: boolean;
  readonly width?: number | string;
}

/** A head breaks rather than that the last column is cut: Hindi's are longer than the figures below them. */
const WRAPS = { style: { whiteSpace: 'normal' } } as const;

/** Rows under a head that stays, in a place that scrolls by itself. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  empty,
  onOpen,
  isOpen,
  tight = false,
}: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  empty: string;
  /** Makes rows buttons: a click, or Enter on the row. */
  onOpen?: (row: Row) => void;
  isOpen?: (row: Row) => boolean;
  /** Many columns: less room between them, and heads that may break. */
  tight?: boolean;
}) {
  return (
    // A place that scrolls must be reachable by keyboard (axe: scrollable-region-focusable).
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <div className="scroll" tabIndex={0}>
      <Table stickyHeader highlightOnHover={onOpen !== undefined} {...(tight && { horizontalSpacing: 6 })} aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ title, figure, width }, at) =>
              title === '' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
                <Table.Td key={at} />
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
                <Table.Th key={at} w={width} className={figure ? 'figure' : undefined} {...(tight && WRAPS)}>
                  {title}
                </Table.Th>
              ),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr
              key={rowKey(row)}
              className={onOpen ? 'open-row' : undefined}
              data-open={isOpen?.(row) || undefined}
              tabIndex={onOpen ? 0 : undefined}
              onClick={() => onOpen?.(row)}
              onKeyDown={(event) => {
                if (onOpen && event.key === 'Enter' && event.target === event.currentTarget) onOpen(row);
              }}
            >
              {columns.map(({ cell, figure }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
                <Table.Td key={at} className={figure ? 'figure' : undefined}>
                  {cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rows.length === 0 && <div className="empty">{empty}</div>}
    </div>
  );
}
