import { Button, Checkbox, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NonCashItem } from '#domain/tills/non-cash-items.ts';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { useFigures } from '../app/use-figures.ts';

/** Everything not paid in cash, to be ticked where its slip or message is there. Space ticks, Enter goes on to the next. */
export function SlipTicks({
  items,
  onTicked,
  onBack,
}: {
  items: readonly NonCashItem[];
  onTicked: (ids: readonly string[]) => void;
  /** Undefined where there is nothing to go back to. */
  onBack?: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => setTicked(new Set(ticked.has(id) ? [...ticked].filter((one) => one !== id) : [...ticked, id]));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onTicked([...ticked]);
  };
  const missing = items.length - ticked.size;
  return (
    <form onSubmit={submit} onKeyDown={enterMovesOn}>
      <Text c="dimmed" size="sm" mb="sm">
        {t('drawer.slipsWhat')}
      </Text>
      <div style={{ maxHeight: 380, overflow: 'auto', paddingInline: 4 }}>
        {items.map((one, at) => (
          <Checkbox
            key={one.id}
            py={5}
            data-autofocus={at === 0 || undefined}
            autoFocus={at === 0}
            checked={ticked.has(one.id)}
            onChange={() => toggle(one.id)}
            label={
              <span>
                <strong className="figure slip-amount">{figures.money(one.amountMinor)}</strong>{' '}
                {t(`tenders.${one.kind as 'card'}`)} {one.reference}{' '}
                <span className="visit-more">{`${one.number} · ${one.patientName}`}</span>
              </span>
            }
          />
        ))}
      </div>
      <Text role="status" mt="sm" className={missing > 0 ? 'due-text' : 'good-text'}>
        {missing > 0 ? t('drawer.slipsMissing', { count: missing }) : t('drawer.slipsAll')}
      </Text>
      <div className="buttons">
        {onBack && (
          <Button variant="default" onClick={onBack} rightSection={<Key name="Esc" />}>
            {t('common.back')}
          </Button>
        )}
        <Button type="submit" rightSection={<Key name="Enter" onButton />}>
          {t('drawer.toCount')}
        </Button>
      </div>
    </form>
  );
}
