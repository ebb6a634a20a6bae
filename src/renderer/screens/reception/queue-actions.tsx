import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { VisitListed } from '#domain/visits/unfinished-visits.ts';
import { useRun } from '../../app/asking.ts';
import { Key } from '../../app/frame/key.tsx';
import { RefusalNote } from '../../app/refusal-note.tsx';
import { useKeys } from '../../app/use-keys.ts';
import type { Pick } from '../../app/use-pick.ts';
import { useTokenText } from '../../visits/token.tsx';

/** What can be done with the visit that is picked, each by one key. */
export function QueueActions({
  choice,
  onProfile,
  onCancel,
}: {
  choice: Pick<VisitListed>;
  onProfile: (patientId: string) => void;
  onCancel: (visit: VisitListed) => void;
}) {
  const { t } = useTranslation();
  const completing = useRun('completeVisit');
  const one = choice.picked;
  const mayComplete = one?.state === 'PAID';
  const mayCancel = one?.state === 'REGISTERED' || one?.state === 'IN_CONSULTATION';
  const complete = () => one && completing.mutate({ visitId: one.id });
  const inList = () => document.activeElement?.id === choice.listId;
  useKeys({
    f7: one && complete,
    delete: one && mayCancel && (() => inList() && onCancel(one)),
  });
  return (
    <div className="panel-foot">
      <div style={{ flex: 1, minWidth: 0 }}>
        {completing.refusal ? (
          <RefusalNote refusal={completing.refusal} />
        ) : (
          <span className="visit-more clip">{one ? <TokenAndName one={one} /> : t('reception.pickOne')}</span>
        )}
      </div>
      <Button
        variant="default"
        disabled={!one}
        onClick={() => one && onProfile(one.patientId)}
        rightSection={<Key name="Enter" />}
      >
        {t('reception.profile')}
      </Button>
      <Button variant="default" disabled={!mayCancel} onClick={() => one && onCancel(one)} rightSection={<Key name="Del" />}>
        {t('reception.cancelVisit')}
      </Button>
      <Button disabled={!mayComplete} loading={completing.isPending} onClick={complete} rightSection={<Key name="F7" onButton />}>
        {t('reception.complete')}
      </Button>
    </div>
  );
}

function TokenAndName({ one }: { one: VisitListed }) {
  return `${useTokenText(one)} · ${one.patientName}`;
}
