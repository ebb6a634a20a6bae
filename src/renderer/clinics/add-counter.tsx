import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TERMINAL_KINDS, type TerminalKind } from '#domain/kernel/roles.ts';
import { useRun } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { RefusalNote } from '../app/refusal-note.tsx';

type CounterKind = Exclude<TerminalKind, 'server'>;
const KINDS = TERMINAL_KINDS.filter((kind): kind is CounterKind => kind !== 'server');

/** A new place to work in a branch; a machine is enrolled for it afterwards. */
export function AddCounter({ branchId, onClose }: { branchId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<CounterKind>('cashier');
  const creating = useRun('createCounter');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') creating.mutate({ branchId, name, kind }, { onSuccess: onClose });
  };
  return (
    <Dialog onClose={onClose} title={t('terminalsTab.addCounter')}>
      <form onSubmit={submit} onKeyDown={enterMovesOn}>
        <TextInput
          label={t('common.name')}
          data-autofocus
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <SegmentedControl
          mt="sm"
          fullWidth
          aria-label={t('terminalsTab.kind')}
          data={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          value={kind}
          onChange={(to) => setKind(to as CounterKind)}
        />
        <RefusalNote refusal={creating.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={name.trim() === ''} loading={creating.isPending}>
            {t('common.add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
