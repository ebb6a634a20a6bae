import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFigures } from '../app/use-figures.ts';
import { putTogether, type TrendDay } from './trend-days.ts';
import { TrendEnds, TrendHead } from './trend-ends.tsx';

const WIDTH = 320;
const HEIGHT = 64;

/** A figure by day as bars, up and down from nothing, with the same as a table for whoever reads rather than looks. */
export function Trend({ title, days, say }: { title: string; days: readonly TrendDay[]; say: (value: number) => string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const bars = putTogether(days);
  const top = Math.max(0, ...bars.map(({ value }) => value));
  const bottom = Math.min(0, ...bars.map(({ value }) => value));
  const scale = HEIGHT / Math.max(1, top - bottom);
  const width = WIDTH / Math.max(1, bars.length);
  const total = days.reduce((sum, { value }) => sum + value, 0);
  return (
    <figure className="trend">
      <TrendHead title={title} most={top > 0 ? say(top) : ''} />
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title} preserveAspectRatio="none" className="trend-bars">
        {bars.map(({ date, value }, at) => (
          <rect
            key={date}
            className={value < 0 ? 'trend-down' : 'trend-up'}
            x={at * width + width * 0.1}
            width={width * 0.8}
            y={(top - Math.max(0, value)) * scale}
            height={Math.max(value === 0 ? 0 : 1, Math.abs(value) * scale)}
          >
            <title>{`${figures.date(date)}: ${say(value)}`}</title>
          </rect>
        ))}
      </svg>
      <TrendEnds from={days[0]?.date ?? ''} to={days.at(-1)?.date ?? ''} />
      <details>
        <summary className="visit-more">
          {t('watch.asTable')} · {say(total)}
        </summary>
        <Table aria-label={title}>
          <Table.Tbody>
            {bars.map(({ date, value }) => (
              <Table.Tr key={date}>
                <Table.Th scope="row">{figures.date(date)}</Table.Th>
                <Table.Td className="figure">{say(value)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </details>
    </figure>
  );
}
