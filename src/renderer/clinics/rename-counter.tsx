import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Counter } from '#domain/clinics/counter.ts';
import { useRun } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';

/** Another name for a counter, e.g. where two could not be told apart. */
export function RenameCounter({ one, onClose }: { one: Pick<Counter, 'id' | 'name'>; onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(one.name);
  const renaming = useRun('renameCounter');
  const unchanged = name.trim() === '' || name.trim() === one.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!unchanged) renaming.mutate({ counterId: one.id, name }, { onSuccess: onClose });
  };
  return (
    <Dialog onClose={onClose} title={t('terminalsTab.renameTitle', { counter: one.name })}>
      <form onSubmit={submit}>
        <TextInput
          label={t('common.name')}
          data-autofocus
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <RefusalNote refusal={renaming.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={unchanged} loading={renaming.isPending}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
