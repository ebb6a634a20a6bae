import { useEffect, useRef } from 'react';
import { type TypedChanges, type TypedOn, typedChanges } from './typed-changes.ts';

/**
 * Keeps what stands in the dialog when it goes with everything else on the screen, as when another person takes the window over.
 * @returns says that the dialog is closed by whoever typed in it: then nothing is kept
 */
export function useKeptAtLeaving(on: TypedOn, typed: TypedChanges): () => void {
  const latest = useRef({ on, typed });
  const isFinished = useRef(false);
  useEffect(() => {
    latest.current = { on, typed };
  });
  useEffect(
    () => () => {
      if (!isFinished.current) typedChanges.keep(latest.current.on, latest.current.typed);
    },
    [],
  );
  return () => {
    isFinished.current = true;
    typedChanges.drop(on);
  };
}
