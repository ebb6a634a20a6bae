import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PossibleDuplicate } from '#domain/patients/possible-duplicates.ts';
import { Dialog } from '../app/dialog.tsx';
import { Key } from '../app/frame/key.tsx';
import { PickList } from '../app/pick-list.tsx';
import { useDialogKeys } from '../app/use-keys.ts';
import { usePick } from '../app/use-pick.ts';
import { PatientRow } from './patient-row.tsx';

/** Asks before a second record is made of somebody who may be here already. Until it is answered, nothing is registered. */
export function MaybeHere({
  name,
  found,
  busy,
  onTaken,
  onAnyway,
  onClose,
}: {
  /** Who is being registered. */
  name: string;
  found: readonly PossibleDuplicate[];
  busy: boolean;
  onTaken: (one: PossibleDuplicate) => void;
  onAnyway: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const choice = usePick(found, { first: true, onEnter: onTaken });
  // Not Enter nor Ctrl Enter: whoever presses one of those twice must not answer what they have not read.
  useDialogKeys({ f9: onAnyway });
  return (
    <Dialog
      onClose={onClose}
      title={t('register.maybeHereTitle', { count: found.length })}
      size={520}
      closeOnClickOutside={false}
    >
      <Text size="sm">{t('register.maybeHereWhat', { name })}</Text>
      <div className="maybe-here">
        <PickList items={found} choice={choice} label={t('register.maybeHere')} focusable first>
          {(one) => <PatientRow one={one} note={t(`register.because.${one.because}`)} />}
        </PickList>
      </div>
      <div className="buttons">
        <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
          {t('common.back')}
        </Button>
        <Button variant="default" onClick={onAnyway} loading={busy} rightSection={<Key name="F9" />}>
          {t('register.anyway')}
        </Button>
        <Button
          disabled={!choice.picked}
          onClick={() => choice.picked && onTaken(choice.picked)}
          rightSection={<Key name="Enter" onButton />}
        >
          {t('register.openThis')}
        </Button>
      </div>
    </Dialog>
  );
}
