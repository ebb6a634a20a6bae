import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Service } from '#domain/catalogue/service.ts';
import { AmountField } from '../app/amount-field.tsx';
import { useRead, useRun } from '../app/asking.ts';
import { ChooseField } from '../app/choose-field.tsx';
import { DateField } from '../app/date-field.tsx';
import { Dialog } from '../app/dialog.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures, useTerminalState } from '../app/use-figures.ts';
import { DoctorSelect } from '../doctors/doctor-select.tsx';

const ALL = 'all';

/** A price from a day on, for all or for one branch or doctor. */
export function SetPrice({ one: { id: serviceId, name }, onClose }: { one: Pick<Service, 'id' | 'name'>; onClose: () => void }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { businessDate } = useTerminalState();
  const { data: branches } = useRead('branchesList', {});
  const [price, setPrice] = useState('');
  const [includesTax, setIncludesTax] = useState(false);
  const [from, setFrom] = useState(businessDate ?? '');
  const [to, setTo] = useState('');
  const [branchId, setBranchId] = useState(ALL);
  const [doctorId, setDoctorId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const setting = useRun('setPrice');
  const priceMinor = figures.parseAmount(price);
  const ready = priceMinor !== undefined && from !== '' && reason.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready || setting.isPending) return;
    const where = { branchId: branchId === ALL ? null : branchId, doctorId };
    const dates = { from, to: to === '' ? null : to };
    setting.mutate({ serviceId, priceMinor, includesTax, reason: reason.trim(), ...where, ...dates }, { onSuccess: onClose });
  };
  return (
    <Dialog onClose={onClose} title={t('prices.setFor', { name })}>
      <form onSubmit={submit} onKeyDown={enterMovesOn}>
        <Stack gap="sm">
          <AmountField
            label={`${t('prices.price')} (${figures.currency})`}
            data-autofocus
            value={price}
            onTyped={setPrice}
            zero
          />
          <Checkbox
            data-skip
            label={t('prices.includesTax')}
            checked={includesTax}
            onChange={(event) => setIncludesTax(event.currentTarget.checked)}
          />
          <Group grow align="start">
            <DateField label={t('prices.from')} value={from} onChange={setFrom} />
            <DateField
              label={t('prices.to')}
              description={t('prices.toHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={to}
              onChange={setTo}
            />
          </Group>
          <Group grow align="start">
            <ChooseField
              label={t('prices.where')}
              choices={[
                { id: ALL, label: t('prices.everywhere') },
                ...(branches ?? []).map(({ id, name }) => ({ id, label: name })),
              ]}
              value={branchId}
              onChange={(id) => setBranchId(id ?? ALL)}
            />
            <DoctorSelect
              label={t('prices.withDoctor')}
              placeholder={t('prices.everyDoctor')}
              value={doctorId}
              onChange={setDoctorId}
            />
          </Group>
          <TextInput
            label={t('common.reason')}
            description={t('common.reasonNeeded')}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Stack>
        <RefusalNote refusal={setting.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
            {t('common.back')}
          </Button>
          <Button type="submit" disabled={!ready} loading={setting.isPending} rightSection={<Key name="Enter" onButton />}>
            {t('prices.setNow')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
