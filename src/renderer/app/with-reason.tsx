import { Button, Text, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Running } from './asking.ts';
import { Dialog } from './dialog.tsx';
import { Key } from './frame/key.tsx';
import { RefusalNote } from './refusal-note.tsx';

/** Asks why before something that cannot be taken back. The reason stays in the log. */
export function WithReason<Input>({
  title,
  what,
  action,
  shortest = 1,
  choice,
  chosen = true,
  keep,
  doing,
  inputOf,
  onClose,
}: {
  title: string;
  what: string;
  action: string;
  /** Characters. */
  shortest?: number;
  /** What is to be chosen before the reason, and whether it is. */
  choice?: ReactNode;
  chosen?: boolean;
  /** What leaving it says, where “Cancel” would be what is asked about. */
  keep?: string;
  doing: Running<Input, unknown>;
  inputOf: (reason: string) => Input;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const enough = chosen && reason.trim().length >= shortest;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (enough && !doing.isPending) doing.mutate(inputOf(reason.trim()), { onSuccess: onClose });
  };
  return (
    <Dialog onClose={onClose} title={title}>
      <form onSubmit={submit}>
        <Text>{what}</Text>
        {choice}
        <Textarea
          mt="sm"
          label={t('common.reason')}
          description={t('common.reasonNeeded')}
          rows={3}
          maxLength={300}
          data-autofocus={choice ? undefined : true}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && !event.shiftKey && submit(event)}
        />
        <RefusalNote refusal={doing.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
            {keep ?? t('common.cancel')}
          </Button>
          <Button
            type="submit"
            color="red.9"
            disabled={!enough}
            loading={doing.isPending}
            rightSection={<Key name="Enter" onButton />}
          >
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
