import { Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { TerminalSeen } from '#domain/terminals/terminals-overview.ts';
import { useRun } from '../app/asking.ts';
import { NOT_BY_ONE_ENTER } from '../app/not-by-one-enter.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { useFigures } from '../app/use-figures.ts';
import { WithReason } from '../app/with-reason.tsx';

/** A machine that will never be heard again: one person declares it, another confirms, or it is withdrawn. */
export function TerminalDeath({ one }: { one: TerminalSeen }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const declaring = useRun('declareTerminalDead');
  const confirming = useRun('confirmTerminalDead');
  const withdrawing = useRun('withdrawTerminalDeath');
  const [asked, setAsked] = useState<'declare' | 'withdraw' | null>(null);
  const may = session?.roles.some((role) => role === 'manager' || role === 'administrator') ?? false;
  if (!may || one.state === 'REVOKED') return null;
  const terminalId = one.id;
  const confirm = () =>
    modals.openConfirmModal({
      title: t('closing.death.confirmTitle', { code: one.code }),
      children: (
        <Text>{t('closing.death.confirmWhat', { seq: one.seq, waiting: one.backlog, reason: one.death?.reason ?? '' })}</Text>
      ),
      labels: { confirm: t('closing.death.confirm'), cancel: t('common.cancel') },
      cancelProps: NOT_BY_ONE_ENTER,
      onConfirm: () => confirming.mutate({ terminalId }),
    });
  return (
    <>
      {one.death ? (
        <>
          <div className="visit-more">
            {t('closing.death.declaredBy', { name: one.death.byName, time: figures.dateTime(one.death.atMs) })}
          </div>
          {one.death.byId !== session?.userId && (
            <Button size="compact-xs" color="red.9" onClick={confirm}>
              {t('closing.death.confirm')}
            </Button>
          )}{' '}
          <Button size="compact-xs" variant="default" onClick={() => setAsked('withdraw')}>
            {t('closing.death.withdraw')}
          </Button>
        </>
      ) : (
        <Button size="compact-xs" variant="default" onClick={() => setAsked('declare')}>
          {t('closing.death.declare')}
        </Button>
      )}
      <RefusalNote refusal={confirming.refusal} />
      {asked !== null && (
        <WithReason
          title={t(`closing.death.${asked}Title`, { code: one.code })}
          what={t(`closing.death.${asked}What`)}
          action={t(`closing.death.${asked}`)}
          doing={asked === 'declare' ? declaring : withdrawing}
          inputOf={(reason) => ({ terminalId, reason })}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
