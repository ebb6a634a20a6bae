import { Alert } from '@mantine/core';
import type { Refusal } from '#domain/kernel/refusal.ts';
import { useRefusalSentence } from './use-figures.ts';

/** Why it did not happen, where it was tried. */
export function RefusalNote({ refusal, mt }: { refusal: Refusal | null; mt?: number | string }) {
  const sentence = useRefusalSentence();
  if (!refusal) return null;
  return (
    <Alert role="alert" className="refusal" mt={mt} py={8} px={12} data-code={refusal.code}>
      {sentence(refusal)}
    </Alert>
  );
}
