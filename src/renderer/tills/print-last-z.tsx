import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Key } from '../app/frame/key.tsx';
import { useTerminal } from '../app/use-figures.ts';
import { useKeys } from '../app/use-keys.ts';

/** The Z that was made at this terminal last. */
export interface LastZ {
  /** Null before the first. */
  readonly number: number | null;
  readonly onPrint: (() => void) | null;
}

/**
 * With no till open the one paper to be had here is the last Z; before the first there is none, and that is said. In training
 * it is not offered: it is of real money.
 */
export function PrintLastZ({ lastZ: { number, onPrint } }: { lastZ: LastZ }) {
  const { t } = useTranslation();
  const { training } = useTerminal();
  // Also with nothing to print: the key must not reach the browser, which would print its page.
  useKeys({ 'mod+p': () => !training && onPrint?.() });
  if (training) return null;
  if (number === null || !onPrint)
    return (
      <Text mt="md" size="sm" c="dimmed">
        {t('till.noZYet')}
      </Text>
    );
  return (
    <Button mt="md" variant="subtle" color="gray" tabIndex={-1} onClick={onPrint} rightSection={<Key name="Ctrl P" />}>
      {t('till.printLastZ', { number })}
    </Button>
  );
}
