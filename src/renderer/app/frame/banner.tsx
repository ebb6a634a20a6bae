import { useSyncSentence } from './use-sync-sentence.ts';

/** Says in the head of the frame what being offline or stopped means for the work. Its place is always there. */
export function Banner() {
  const text = useSyncSentence();
  return (
    <div className="banner" role="status" aria-live="polite">
      {text}
    </div>
  );
}
