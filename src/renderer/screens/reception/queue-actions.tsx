import { useTranslation } from 'react-i18next';
import type { VisitListed } from '#domain/visits/unfinished-visits.ts';
import { ActionsFoot } from '../../app/actions-foot.tsx';
import { useRun } from '../../app/asking.ts';
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
  const mayCancel = one?.state === 'REGISTERED' || one?.state === 'IN_CONSULTATION';
  const complete = one && (() => !completing.isPending && completing.mutate({ visitId: one.id }));
  const cancel = mayCancel ? () => onCancel(one) : undefined;
  const inList = () => document.activeElement?.id === choice.listId;
  // The key says why, where it cannot be done yet.
  useKeys({ f7: complete, delete: cancel && (() => inList() && cancel()) });
  return (
    <ActionsFoot
      said={one ? <TokenAndName one={one} /> : t('reception.pickOne')}
      refusal={completing.refusal}
      actions={[
        { keyName: 'Enter', title: t('reception.profile'), act: one && (() => onProfile(one.patientId)) },
        { keyName: 'Del', title: t('reception.cancelVisit'), act: cancel },
      ]}
      main={{ keyName: 'F7', title: t('reception.complete'), act: one?.state === 'PAID' ? complete : undefined }}
      isDoing={completing.isPending}
    />
  );
}

function TokenAndName({ one }: { one: VisitListed }) {
  return `${useTokenText(one)} · ${one.patientName}`;
}
