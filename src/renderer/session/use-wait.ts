import { useEffect, useState } from 'react';
import { refusalOf } from '../app/asking.ts';
import { useFigures } from '../app/use-figures.ts';

export interface Wait {
  /** How long until the next try, in words; null when one may try. */
  readonly left: string | null;
  /** Looks whether a refusal says to wait. */
  heed(error: unknown): void;
}

/** Counts down a lockout. The terminal decides; this only spares a vain try. */
export function useWait(): Wait {
  const figures = useFigures();
  const [until, setUntil] = useState<number | null>(null);
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (until === null) return;
    const timer = setInterval(() => {
      setNow(performance.now());
      if (performance.now() >= until) setUntil(null);
    }, 500);
    return () => clearInterval(timer);
  }, [until]);
  return {
    left: until === null ? null : figures.lasting(Math.max(1000, until - now + 999)),
    heed: (error) => {
      const { code, details } = refusalOf(error);
      if (code !== 'locked-out' || typeof details.waitMs !== 'number') return;
      setNow(performance.now());
      setUntil(performance.now() + details.waitMs);
    },
  };
}
