import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TillMovement } from '#domain/tills/till-movement.ts';
import { useRead } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { Key } from '../app/frame/key.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useDialogKeys } from '../app/use-keys.ts';
import type { PaperOf } from '../payments/paper-of.ts';
import { MoveCash } from './move-cash.tsx';
import { OfferHandover } from './offer-handover.tsx';

type Doing = 'paid-in' | 'paid-out' | 'drop' | 'no-sale' | 'handover';
const DOINGS: readonly Doing[] = ['paid-in', 'paid-out', 'drop', 'no-sale', 'handover'];

/** What is done with a drawer besides selling; a figure chooses. */
export function Drawer({
  denominations,
  onPaper,
  onClose,
}: {
  denominations: readonly number[];
  onPaper: (paper: PaperOf) => void;
  onClose: () => void;
}) {
  const [doing, setDoing] = useState<Doing | null>(null);
  if (doing === null) return <Choice onChoose={setDoing} onClose={onClose} />;
  if (doing === 'handover') return <OfferHandover denominations={denominations} onClose={onClose} />;
  return <MoveCash kind={doing} onPaper={onPaper} onClose={onClose} />;
}

function Choice({ onChoose, onClose }: { onChoose: (doing: Doing) => void; onClose: () => void }) {
  const { t } = useTranslation();
  useDialogKeys(Object.fromEntries(DOINGS.map((one, at) => [String(at + 1), () => onChoose(one)])));
  return (
    <Dialog onClose={onClose} title={t('drawer.title')} size={560}>
      <div style={{ paddingTop: 3 }}>
        {DOINGS.map((one, at) => (
          <Button
            key={one}
            variant="default"
            justify="space-between"
            fullWidth
            mb={6}
            data-autofocus={at === 0 || undefined}
            onClick={() => onChoose(one)}
            rightSection={<Key name={String(at + 1)} />}
          >
            {t(`drawer.do.${one}`)}
          </Button>
        ))}
      </div>
      <Movements />
    </Dialog>
  );
}

function Movements() {
  const { t } = useTranslation();
  const { data } = useRead('tillMovements', {});
  return (
    <>
      <h3 className="part-title">{t('drawer.movements')}</h3>
      {data?.length === 0 && <Text c="dimmed">{t('drawer.noMovements')}</Text>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable by keyboard */}
      <div style={{ maxHeight: 220, overflow: 'auto' }} tabIndex={0}>
        {data?.map((one) => (
          <Movement key={one.id} one={one} />
        ))}
      </div>
      {data?.some(({ kind }) => kind !== 'no-sale') && (
        <Text c="dimmed" size="sm" mt="xs">
          {t('drawer.putRight')}
        </Text>
      )}
    </>
  );
}

function Movement({ one }: { one: TillMovement }) {
  const { t } = useTranslation();
  const figures = useFigures();
  return (
    <div className="check">
      <span className="visit-more figure">{figures.time(one.recordedAtMs)}</span>
      <strong>{t(`drawer.kinds.${one.kind}`)}</strong>
      <span className="clip" style={{ flex: 1 }}>
        {[one.payee, one.reason].filter(Boolean).join(' · ')}
      </span>
      {one.kind !== 'no-sale' && <span className="figure">{figures.money(one.amountMinor)}</span>}
    </div>
  );
}
