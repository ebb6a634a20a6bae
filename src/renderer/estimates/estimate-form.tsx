import { Button, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EstimatePreview } from '#domain/estimates/estimate-preview.ts';
import { addDays } from '#domain/kernel/calendar.ts';
import { useRead, useRun } from '../app/asking.ts';
import type { OperationResult } from '../app/counter.ts';
import { DateField } from '../app/date-field.tsx';
import { Dialog } from '../app/dialog.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Facts } from '../app/facts.tsx';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures, useRefusalSentence } from '../app/use-figures.ts';
import { useDialogKeys } from '../app/use-keys.ts';
import { ServiceFinder } from '../catalogue/service-finder.tsx';
import { usePrintDocument } from '../documents/use-print-document.ts';
import type { PatientAtHand } from '../patients/patient-at-hand.ts';
import type { PaperOf } from '../payments/paper-of.ts';
import { EstimateLines, typedDiscounts, type WantedLine } from './estimate-lines.tsx';

const USUAL_DAYS = 30;

/** Says in writing what treatment will cost a patient, and how long the prices hold. */
export function EstimateForm({
  patient,
  begin,
  onPaper,
  onClose,
}: {
  patient: PatientAtHand;
  begin: readonly WantedLine[];
  onPaper: (of: PaperOf) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data: till } = useRead('tillState', {});
  const [lines, setLines] = useState(begin);
  const [typedUntil, setUntil] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [reason, setReason] = useState('');
  const finder = useRef<HTMLInputElement>(null);
  const issuing = useRun('issueEstimate');
  const until = typedUntil ?? (till ? addDays(till.businessDate, USUAL_DAYS) : '');
  const discounts = typedDiscounts(lines, figures.parseAmount);
  const needsReason = (discounts ?? []).length > 0;
  const { patientId, doctorId } = patient;
  const asked = {
    doctorId,
    lines: lines.map(({ serviceId, quantity }) => ({ serviceId, quantity })),
    discounts: discounts ?? [],
    reason: reason.trim(),
  };
  const mayAsk = lines.length > 0 && discounts !== undefined;
  const { data: preview } = useRead('estimatePreview', asked, { when: mayAsk, keep: true });
  const ready = mayAsk && until !== '' && !(needsReason && asked.reason === '');
  const issue = () => {
    if (ready && !issuing.isPending && !issuing.data)
      issuing.mutate({ patientId, ...asked, validUntil: until, note: note.trim() });
  };
  useDialogKeys({ f4: () => finder.current?.focus(), 'mod+Enter': issue });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    issue();
  };
  const title = t('billing.estimateTitle', { patient: patient.name });
  if (issuing.data) return <Issued issued={issuing.data} title={title} onPaper={onPaper} onClose={onClose} />;
  return (
    <Dialog onClose={onClose} title={title} size="lg">
      <form onSubmit={submit} onKeyDown={enterMovesOn}>
        <Stack gap="sm">
          <ServiceFinder
            first
            field={finder}
            onTake={({ id: serviceId, name }) =>
              setLines((before) => [...before, { serviceId, name, quantity: 1, discount: '' }])
            }
          />
          <EstimateLines
            lines={lines}
            priced={(mayAsk && preview?.estimate?.lines) || []}
            onChange={setLines}
            onRemoved={() => finder.current?.focus()}
          />
          {needsReason && (
            <TextInput
              label={t('billing.discountReason')}
              description={t('common.reasonNeeded')}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
          <Preview preview={mayAsk ? preview : undefined} />
          <DateField label={t('billing.validUntil')} value={until} onChange={setUntil} />
          <TextInput
            label={`${t('billing.note')} (${t('common.optional')})`}
            maxLength={300}
            data-last
            data-skip
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </Stack>
        <RefusalNote refusal={issuing.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!ready} loading={issuing.isPending} rightSection={<Key name="Ctrl Enter" onButton />}>
            {t('billing.issueEstimate')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Issued({
  issued,
  title,
  onPaper,
  onClose,
}: {
  issued: OperationResult<'issueEstimate'>;
  title: string;
  onPaper: (of: PaperOf) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { print } = usePrintDocument(onPaper);
  const printIssued = () => print({ kind: 'estimate', id: issued.estimateId, number: issued.number });
  useDialogKeys({ 'mod+p': printIssued });
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
}

/** What the lines come to so far, and whether a manager must agree when it is billed. */
function Preview({ preview }: { preview: EstimatePreview | undefined }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const sentence = useRefusalSentence();
  if (!preview) return null;
  const { estimate, problem, problemDetails: details, needsApproval } = preview;
  if (problem !== null) return <p role="alert">{sentence({ code: problem, details })}</p>;
  if (!estimate) return null;
  const off = estimate.discount?.amountMinor ?? 0;
  return (
    <div role="status">
      <Facts
        facts={[
          ...(off > 0 ? [[t('till.discounts'), figures.money(off)] as const] : []),
          ...(estimate.roundingMinor === 0 ? [] : [[t('billing.rounding'), figures.money(estimate.roundingMinor)] as const]),
          [t('common.total'), figures.money(estimate.totalMinor)],
        ]}
      />
      {needsApproval && <p className="chip due sentence">{t('billing.approvalWhenBilled')}</p>}
    </div>
  );
}
