import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';
import { Key } from './frame/key.tsx';
import { useDialogKeys } from './use-keys.ts';

/** Asks before what was typed is lost. Enter and Escape keep it. */
export function ThrowAway({ what, onThrow, onKeep }: { what: string; onThrow: () => void; onKeep: () => void }) {
  const { t } = useTranslation();
  useDialogKeys({ delete: onThrow });
  return (
    <Dialog onClose={onKeep} title={t('common.throwAwayTitle')} closeOnClickOutside={false}>
      <Text>{what}</Text>
      <div className="buttons">
        <Button variant="default" onClick={onThrow} rightSection={<Key name="Del" />}>
          {t('common.throwAway')}
        </Button>
        <Button data-autofocus onClick={onKeep} rightSection={<Key name="Enter" onButton />}>
          {t('common.keepWriting')}
        </Button>
      </div>
    </Dialog>
  );
}
