import { Button, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitListed } from '#domain/visits/unfinished-visits.ts';
import { useRun } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useTokenText } from './token.tsx';

/** Cancelling needs a reason, which stays in the log. */
export function CancelVisit({ visit, onClose }: { visit: VisitListed; onClose: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const token = useTokenText(visit);
  const cancelling = useRun('cancelVisit');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '' || cancelling.isPending) return;
    cancelling.mutate({ visitId: visit.id, reason }, { onSuccess: onClose });
  };
  return (
    <Dialog onClose={onClose} title={t('reception.cancelTitle')}>
      <form onSubmit={submit}>
        <Text fw={600}>
          {token} · {visit.patientName}
        </Text>
        <Textarea
          mt="sm"
          label={t('common.reason')}
          description={t('common.reasonNeeded')}
          rows={2}
          maxLength={300}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && !event.shiftKey && submit(event)}
        />
        <RefusalNote refusal={cancelling.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
            {t('reception.keep')}
          </Button>
          <Button
            type="submit"
            color="red.9"
            disabled={reason.trim() === ''}
            loading={cancelling.isPending}
            rightSection={<Key name="Enter" onButton />}
          >
            {t('reception.cancelVisit')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
