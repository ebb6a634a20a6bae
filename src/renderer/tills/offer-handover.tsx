import { Button, Text } from '@mantine/core';
import { type FormEvent, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useRun } from '../app/asking.ts';
import { ChooseField } from '../app/choose-field.tsx';
import { Dialog } from '../app/dialog.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { useTerminalState } from '../app/use-figures.ts';
import { CountFields, useCounting } from './counting.tsx';

/** Counts one's drawer and offers it to another cashier by name. */
export function OfferHandover({ denominations, onClose }: { denominations: readonly number[]; onClose: () => void }) {
  const { t } = useTranslation();
  const { people } = useTerminalState();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const offering = useRun('offerHandover');
  const counting = useCounting(denominations);
  const [toUserId, setTo] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [again, setAgain] = useState(false);
  const others = people.filter(({ userId, roles }) => userId !== session?.userId && roles.includes('cashier'));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (toUserId === null || counting.isWrong || offering.isPending) return;
    offering.mutate(
      { toUserId, counts: counting.there },
      {
        onSuccess: ({ outcome }) => {
          if (outcome === 'offered') return onClose();
          setAgain(true);
          counting.clear();
        },
      },
    );
  };
  return (
    <Dialog onClose={onClose} title={t('drawer.do.handover')} size={460} closeOnClickOutside={false}>
      <form onSubmit={submit} onKeyDown={enterMovesOn}>
        <Text c="dimmed" size="sm" mb="sm">
          {others.length === 0 ? t('drawer.nobodyElse') : t('drawer.handoverWhat')}
        </Text>
        <ChooseField
          mb="sm"
          label={t('drawer.nextCashier')}
          data-autofocus
          choices={others.map(({ userId: id, name: label }) => ({ id, label }))}
          value={toUserId}
          onChange={setTo}
          error={tried && toUserId === null ? t('drawer.needed') : undefined}
        />
        {again && (
          <Text role="alert" className="chip due sentence" mb="sm">
            {t('till.countAgain')}
          </Text>
        )}
        <CountFields counting={counting} focused={false} />
        <RefusalNote refusal={offering.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={offering.isPending} rightSection={<Key name="Enter" onButton />}>
            {t('drawer.offer')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
