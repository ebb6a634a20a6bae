import { useFigures } from '../app/use-figures.ts';

/** What lies below bars: the first and the last day. */
export function TrendEnds({ from, to }: { from: string; to: string }) {
  const figures = useFigures();
  return (
    <div className="trend-ends visit-more" aria-hidden>
      <span>{from && figures.shortDay(from)}</span>
      <span>{to && figures.shortDay(to)}</span>
    </div>
  );
}

/** What stands above bars: what they are, and how much the tallest is. */
export function TrendHead({ title, most }: { title: string; most: string }) {
  return (
    <figcaption className="trend-ends stat-label">
      <span>{title}</span>
      <span aria-hidden>{most}</span>
    </figcaption>
  );
}
