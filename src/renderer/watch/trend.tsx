import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFigures } from '../app/use-figures.ts';

export interface TrendDay {
  readonly date: string;
  readonly value: number;
}

const WIDTH = 320;
const HEIGHT = 64;
/** More bars than this say nothing: days are put together. */
const MOST_BARS = 60;

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
      <figcaption className="stat-label">{title}</figcaption>
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

/** As many days in each bar as it takes; each is named by its first. */
function putTogether(days: readonly TrendDay[]): readonly TrendDay[] {
  const each = Math.ceil(days.length / MOST_BARS);
  const bars: TrendDay[] = [];
  for (let at = 0; at < days.length; at += each) {
    const some = days.slice(at, at + each);
    bars.push({ date: some[0]?.date ?? '', value: some.reduce((sum, { value }) => sum + value, 0) });
  }
  return bars;
}
