import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '#domain/kernel/calendar.ts';
import { useRead, useRun } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useDialogKeys } from '../app/use-keys.ts';
import { ServiceFinder } from '../catalogue/service-finder.tsx';
import { usePrintDocument } from '../documents/use-print-document.ts';
import type { PaperOf } from '../payments/paper-of.ts';

interface Wanted {
  readonly serviceId: string;
  readonly name: string;
  readonly quantity: number;
}

const USUAL_DAYS = 30;

/** Says in writing what treatment will cost a patient, and how long the prices hold. */
export function EstimateForm({
  patient,
  onPaper,
  onClose,
}: {
  patient: { readonly patientId: string; readonly name: string; readonly doctorId: string };
  onPaper: (of: PaperOf) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data: till } = useRead('tillState', {});
  const [lines, setLines] = useState<readonly Wanted[]>([]);
  const [typedUntil, setUntil] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const finder = useRef<HTMLInputElement>(null);
  const issuing = useRun('issueEstimate');
  const until = typedUntil ?? (till ? addDays(till.businessDate, USUAL_DAYS) : '');
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(until);
  const { print } = usePrintDocument(onPaper);
  const issued = issuing.data;
  const printIssued = issued && (() => print({ kind: 'estimate', id: issued.estimateId, number: issued.number }));
  useDialogKeys({ f4: () => finder.current?.focus(), 'mod+p': printIssued });
  const issue = (event: FormEvent) => {
    event.preventDefault();
    if (lines.length === 0 || !isDate || issuing.isPending) return;
    const { patientId, doctorId } = patient;
    const wanted = lines.map(({ serviceId, quantity }) => ({ serviceId, quantity }));
    issuing.mutate({ patientId, doctorId, lines: wanted, validUntil: until, note: note.trim() });
  };
  const title = t('billing.estimateTitle', { patient: patient.name });
  if (issued)
    return (
      <Dialog onClose={onClose} title={title}>
        <p role="status">{t('billing.estimateIssued', { number: issued.number, amount: figures.money(issued.totalMinor) })}</p>
        <div className="buttons">
          <Button variant="default" onClick={printIssued} rightSection={<Key name="Ctrl P" />}>
            {t('payment.printNow')}
          </Button>
          <Button data-autofocus onClick={onClose} rightSection={<Key name="Enter" onButton />}>
            {t('common.close')}
          </Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog onClose={onClose} title={title} size="lg">
      <form onSubmit={issue} onKeyDown={enterMovesOn}>
        <Stack gap="sm">
          <ServiceFinder
            first
            field={finder}
            onTake={({ id: serviceId, name }) => setLines((before) => [...before, { serviceId, name, quantity: 1 }])}
          />
          <Lines lines={lines} onChange={setLines} />
          <TextInput
            label={t('billing.validUntil')}
            maxLength={10}
            value={until}
            error={until !== '' && !isDate && t('billing.dateWrong')}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          <TextInput
            label={`${t('billing.note')} (${t('common.optional')})`}
            maxLength={300}
            data-last
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </Stack>
        <RefusalNote refusal={issuing.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            disabled={lines.length === 0 || !isDate}
            loading={issuing.isPending}
            rightSection={<Key name="Enter" onButton />}
          >
            {t('billing.issueEstimate')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Lines({ lines, onChange }: { lines: readonly Wanted[]; onChange: (lines: readonly Wanted[]) => void }) {
  const { t } = useTranslation();
  const set = (at: number, typed: string) => {
    const quantity = Math.min(100, Math.max(1, Number(typed.replace(/\D/g, '')) || 1));
    onChange(lines.map((one, index) => (index === at ? { ...one, quantity } : one)));
  };
  return lines.map(({ name, quantity }, at) => (
    // The same service may stand twice, and rows keep their places.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Group key={at} gap="xs">
      <span style={{ flex: 1 }}>{name}</span>
      <TextInput
        size="xs"
        w={64}
        inputMode="numeric"
        aria-label={`${t('common.quantity')}: ${name}`}
        value={String(quantity)}
        onChange={(event) => set(at, event.currentTarget.value)}
      />
    </Group>
  ));
}
