import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LockedOver } from '#domain/tills/locked-over.ts';
import type { TillState } from '#domain/tills/till-state.ts';
import { Key } from '../../app/frame/key.tsx';
import { useFigures } from '../../app/use-figures.ts';
import { LockedOverNote } from '../../tills/locked-over-note.tsx';

/** The open till, in one line. */
export function TillLine({
  open,
  lockedOver,
  onDrawer,
  onX,
  onClose,
}: {
  open: NonNullable<TillState['open']>;
  lockedOver: LockedOver | null;
  onDrawer: () => void;
  onX: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <div className="panel-foot" style={{ flexDirection: 'column', alignItems: 'stretch', gap: 8 }}>
      <LockedOverNote over={lockedOver} />
      <div className="visit-more" style={{ display: 'flex', justifyContent: 'space-between' }}>
        <span>{t('till.opened', { time: figures.time(open.openedAtMs) })}</span>
        <span>{t('till.until', { time: figures.dateTime(open.collectsUntilMs) })}</span>
      </div>
      <span style={{ display: 'flex', flexWrap: 'wrap', gap: 6, justifyContent: 'space-between' }}>
        <Button variant="default" size="xs" onClick={onDrawer} rightSection={<Key name="F1" />}>
          {t('drawer.title')}
        </Button>
        <Button variant="default" size="xs" onClick={onX} rightSection={<Key name="F9" />}>
          X
        </Button>
        <Button variant="default" size="xs" onClick={onClose} rightSection={<Key name="F10" />}>
          {t('till.close')}
        </Button>
      </span>
    </div>
  );
}
