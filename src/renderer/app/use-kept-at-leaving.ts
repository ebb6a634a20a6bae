import { useEffect, useRef } from 'react';

/** Where what somebody typed waits for them. */
export interface KeptAtLeaving {
  keep(): void;
  drop(): void;
}

/**
 * Keeps what stands in a form when it goes with everything else on the screen, as when another person takes the window over.
 * @returns says that the form is left by whoever typed in it: then nothing is kept
 */
export function useKeptAtLeaving(place: KeptAtLeaving): () => void {
  const latest = useRef(place);
  const isFinished = useRef(false);
  useEffect(() => {
    latest.current = place;
  });
  useEffect(
    () => () => {
      if (!isFinished.current) latest.current.keep();
    },
    [],
  );
  return () => {
    isFinished.current = true;
    place.drop();
  };
}
