import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CountedDay } from '#domain/watch/fraud-pack.ts';
import { useFigures } from '../app/use-figures.ts';
import { type CountedBar, countedBars } from './counted-bars.ts';
import { TrendEnds, TrendHead } from './trend-ends.tsx';

const WIDTH = 320;
const HEIGHT = 64;

interface Counted {
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly days: readonly CountedDay[];
}

/**
 * What counts of tills came to: what was too much above the line, what was missing below, each on its own, and beneath it the
 * same as a table.
 */
export function VarianceChart({ title, from, to, days, small = false }: Counted & { small?: boolean }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const bars = countedBars(from, to, days);
  const top = Math.max(0, ...bars.map(({ overMinor }) => overMinor));
  const bottom = Math.min(0, ...bars.map(({ shortMinor }) => shortMinor));
  const scale = HEIGHT / Math.max(1, top - bottom);
  const width = WIDTH / Math.max(1, bars.length);
  const line = top * scale;
  const total = (of: 'overMinor' | 'shortMinor') => days.reduce((sum, day) => sum + day[of], 0);
  const inAll = `${t('watch.short')} ${figures.money(Math.abs(total('shortMinor')))} · ${t('watch.over')} ${figures.money(total('overMinor'))}`;
  return (
    <figure className={small ? 'trend trend-counted trend-small' : 'trend trend-counted'}>
      <TrendHead title={title} most={top - bottom > 0 ? figures.money(Math.max(top, -bottom)) : ''} />
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${title}: ${inAll}`}
        preserveAspectRatio="none"
        className="trend-bars"
      >
        {bars.map((bar, at) => (
          <g key={bar.date}>
            <title>{`${figures.date(bar.date)}: ${t('watch.over')} ${figures.money(bar.overMinor)}, ${t('watch.short')} ${figures.money(Math.abs(bar.shortMinor))}`}</title>
            <Bar
              className="trend-over"
              x={at * width}
              width={width}
              y={line - bar.overMinor * scale}
              height={bar.overMinor * scale}
            />
            <Bar className="trend-down" x={at * width} width={width} y={line} height={-bar.shortMinor * scale} />
          </g>
        ))}
        <line className="trend-line" x1={0} x2={WIDTH} y1={line} y2={line} />
      </svg>
      <TrendEnds from={from} to={to} />
      <details>
        <summary className="visit-more">
          {t('watch.asTable')} · {inAll}
        </summary>
        <CountedTable title={title} bars={bars} />
      </details>
    </figure>
  );
}

interface BarAt {
  readonly className: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What there was of anything is seen. */
function Bar({ className, x, y, width, height }: BarAt) {
  if (height === 0) return null;
  return <rect className={className} x={x + width * 0.1} width={width * 0.8} y={y} height={Math.max(1, height)} />;
}

function CountedTable({ title, bars }: { title: string; bars: readonly CountedBar[] }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const said = (minor: number) => (minor === 0 ? '–' : figures.money(minor));
  return (
    <Table aria-label={title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('days.date')}</Table.Th>
          <Table.Th className="figure">{t('watch.short')}</Table.Th>
          <Table.Th className="figure">{t('watch.over')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {bars
          .filter(({ shortMinor, overMinor }) => shortMinor !== 0 || overMinor !== 0)
          .map(({ date, shortMinor, overMinor }) => (
            <Table.Tr key={date}>
              <Table.Th scope="row">{figures.date(date)}</Table.Th>
              <Table.Td className="figure">{said(Math.abs(shortMinor))}</Table.Td>
              <Table.Td className="figure">{said(overMinor)}</Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  );
}
