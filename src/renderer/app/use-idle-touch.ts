import { useEffect } from 'react';
import { line } from './line.ts';

/** The terminal counts idle time; it need not hear of every key. */
const EVERY_MS = 15_000;

/** Tells the terminal that somebody is at the keyboard. */
export function useIdleTouch(): void {
  useEffect(() => {
    let toldAt = 0;
    const touch = () => {
      const now = performance.now();
      if (now - toldAt < EVERY_MS || line.state() !== 'open') return;
      toldAt = now;
      line
        .client()
        .session.touch()
        .catch(() => undefined);
    };
    const signs = ['keydown', 'pointerdown', 'wheel'] as const;
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true });
    touch();
    return () => {
      for (const sign of signs) window.removeEventListener(sign, touch);
    };
  }, []);
}
