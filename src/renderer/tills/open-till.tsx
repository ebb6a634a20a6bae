import { Button, Text, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TillState } from '#domain/tills/till-state.ts';
import { AmountField } from '../app/amount-field.tsx';
import { useRun } from '../app/asking.ts';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useKeys } from '../app/use-keys.ts';
import type { ClosedTill } from './close-till.tsx';
import { CountFields, useCounting } from './counting.tsx';
import { ForceClose, useClosesAlone } from './force-close.tsx';
import { LockedOverNote } from './locked-over-note.tsx';
import { type LastZ, PrintLastZ } from './print-last-z.tsx';

/** No open till, no collection. The float is typed as one sum, or counted note by note. */
export function OpenTill({
  lastZ,
  lockedOver,
  businessDate,
  denominations,
}: {
  lastZ: LastZ;
  lockedOver: TillState['lockedOver'];
  businessDate: string;
  denominations: readonly number[];
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [typed, setTyped] = useState('');
  const [byNotes, setByNotes] = useState(false);
  const [tried, setTried] = useState(false);
  const opening = useRun('openTill');
  const counting = useCounting(denominations);
  const openingFloatMinor = byNotes ? counting.countedMinor : figures.parseAmount(typed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (byNotes && counting.isWrong) return;
    setTried(true);
    if (openingFloatMinor === undefined || opening.isPending) return;
    // A drawer without change is rare; an Enter too many is not.
    if (byNotes && openingFloatMinor === 0 && !tried) return;
    opening.mutate({ openingFloatMinor, ...(byNotes ? { counts: counting.there } : {}) });
  };
  const turn = () => {
    setByNotes(!byNotes);
    setTried(false);
  };
  useKeys({ f4: turn });
  return (
    <div className="door">
      <form className="door-box" onSubmit={submit} onKeyDown={enterMovesOn}>
        <div className="door-main">
          <Title order={2} size="h1">
            {t('till.openTitle')}
          </Title>
          <Text c="dimmed">{t('till.openWhat')}</Text>
          <LockedOverNote over={lockedOver} />
          <Text mt="md" size="sm">
            {t('frame.businessDate')}: <strong>{figures.date(businessDate)}</strong>
          </Text>
          {byNotes ? (
            <div style={{ marginTop: 14 }}>
              <CountFields counting={counting} />
            </div>
          ) : (
            <AmountField
              mt="md"
              size="md"
              className="tender-amount"
              label={`${t('till.float')} (${figures.currency})`}
              autoFocus
              value={typed}
              onTyped={setTyped}
              zero
              tried={tried}
            />
          )}
          {byNotes && tried && openingFloatMinor === 0 && (
            <Text role="alert" className="chip due sentence" mt="sm">
              {t('till.reallyNoFloat')}
            </Text>
          )}
          <RefusalNote refusal={opening.refusal} mt="sm" />
          <div className="buttons">
            <Button variant="default" size="md" onClick={turn} rightSection={<Key name="F4" />}>
              {t(byNotes ? 'till.floatAsSum' : 'till.floatByNotes')}
            </Button>
            <Button type="submit" size="md" loading={opening.isPending} rightSection={<Key name="Enter" onButton />}>
              {t('till.open')}
            </Button>
          </div>
          <PrintLastZ lastZ={lastZ} />
        </div>
      </form>
    </div>
  );
}

/** For whoever may not open a till: why there is nothing to collect with, and who opens one. */
export function NoTill({ lastZ }: { lastZ: LastZ }) {
  const { t } = useTranslation();
  return (
    <div className="door">
      <div className="door-box">
        <div className="door-main">
          <Title order={2} size="h1">
            {t('till.noneTitle')}
          </Title>
          <Text mt="sm">{t('till.noneWhat')}</Text>
          <PrintLastZ lastZ={lastZ} />
        </div>
      </div>
    </div>
  );
}

/** Somebody else's drawer stands open here. It is theirs to close; a manager can close it without them, or say yes to it. */
export function OthersTill({
  open,
  lockedOver,
  denominations,
  onClosed,
}: {
  open: NonNullable<TillState['open']>;
  lockedOver: TillState['lockedOver'];
  denominations: readonly number[];
  onClosed: (closed: ClosedTill) => void;
}) {
  const { t } = useTranslation();
  const [forcing, setForcing] = useState(false);
  const cashier = open.cashierName;
  const alone = useClosesAlone();
  const why = alone ? 'till.othersWhatManager' : 'till.othersWhat';
  useKeys({ f8: () => setForcing(true) });
  return (
    <div className="door">
      <div className="door-box">
        <div className="door-main">
          <Title order={2} size="h1">
            {t('till.othersTitle', { cashier })}
          </Title>
          <Text mt="sm">{open.handover ? t('drawer.waitsTitle', { cashier: open.handover.toName }) : t(why, { cashier })}</Text>
          <LockedOverNote over={lockedOver} />
          <div className="buttons">
            <Button variant="default" onClick={() => setForcing(true)} rightSection={<Key name="F8" />}>
              {t(alone ? 'drawer.forceCloseAlone' : 'drawer.forceClose')}
            </Button>
          </div>
        </div>
      </div>
      {forcing && (
        <ForceClose
          tillId={open.tillId}
          cashier={cashier}
          denominations={denominations}
          onClosed={onClosed}
          onClose={() => setForcing(false)}
        />
      )}
    </div>
  );
}
