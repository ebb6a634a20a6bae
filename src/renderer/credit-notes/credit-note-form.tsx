import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CreditLeft } from '#domain/credit-notes/credit-amounts.ts';
import type { CreditPreview } from '#domain/credit-notes/credit-preview.ts';
import type { InvoiceListed } from '#domain/invoices/invoices-list.ts';
import { useRead, useRun } from '../app/asking.ts';
import type { OperationResult } from '../app/counter.ts';
import { Dialog } from '../app/dialog.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Facts } from '../app/facts.tsx';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures, useRefusalSentence } from '../app/use-figures.ts';
import { useDialogKeys } from '../app/use-keys.ts';
import { Standing } from '../approvals/standing.tsx';
import { StepUp } from '../approvals/step-up.tsx';
import { usePrintDocument } from '../documents/use-print-document.ts';
import type { PaperOf } from '../payments/paper-of.ts';
import { isQuantityOf, NOTHING_TYPED, type TypedCredit, typedQuantities, valueTyped } from './typed-quantities.ts';

type Issued = OperationResult<'issueCreditNote'> & { readonly reopens: boolean };

interface FormProps {
  readonly invoice: InvoiceListed;
  readonly onPaper: (of: PaperOf) => void;
  readonly onClose: () => void;
}

/** Takes an invoice back, wholly or in part: what and why, somebody else's yes, then the note. */
export function CreditNoteForm({ invoice, onPaper, onClose }: FormProps) {
  const { data } = useRead('creditPreview', { invoiceId: invoice.id });
  const [issued, setIssued] = useState<Issued | null>(null);
  // Opened with its fields in it, so that the keyboard is in the first of them.
  if (issued) return <IssuedNote invoice={invoice} issued={issued} onPaper={onPaper} onClose={onClose} />;
  return data ? <Crediting invoice={invoice} left={data.left} onIssued={setIssued} onClose={onClose} /> : null;
}

function IssuedNote({ invoice, issued, onPaper, onClose }: FormProps & { issued: Issued }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { print } = usePrintDocument(onPaper);
  const printNote = () => print({ kind: 'credit-note', id: issued.creditNoteId, number: issued.number });
  useDialogKeys({ 'mod+p': printNote });
  return (
    <Dialog onClose={onClose} title={t('billing.creditTitle', { number: invoice.number })}>
      <p role="status">{t('billing.creditIssued', { number: issued.number, amount: figures.money(issued.totalMinor) })}</p>
      {issued.reopens && <p>{t('billing.billedAnew')}</p>}
      {issued.toAdvanceMinor > 0 && <Facts facts={[[t('billing.toAdvance'), figures.money(issued.toAdvanceMinor)]]} />}
      <div className="buttons">
        <Button variant="default" onClick={printNote} rightSection={<Key name="Ctrl P" />}>
          {t('payment.printNow')}
        </Button>
        <Button data-autofocus onClick={onClose} rightSection={<Key name="Enter" onButton />}>
          {t('common.close')}
        </Button>
      </div>
    </Dialog>
  );
}

function Crediting({
  invoice,
  left,
  onIssued,
  onClose,
}: {
  invoice: InvoiceListed;
  left: readonly CreditLeft[];
  onIssued: (issued: Issued) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [taken, setTaken] = useState(NOTHING_TYPED);
  const [reason, setReason] = useState('');
  const [reopens, setReopens] = useState(false);
  const [waitsFor, setWaitsFor] = useState<string | null>(null);
  const typed = typedQuantities(left, taken, figures.parseAmount);
  const lines = typed ?? [];
  const asked = { invoiceId: invoice.id, lines, reason: reason.trim(), reopens };
  const { data, refusal } = useRead('creditPreview', asked, { when: lines.length > 0, keep: true });
  const asking = useRun('requestCreditNote');
  const issuing = useRun('issueCreditNote');
  const approval = data?.approval ?? null;
  const approvalId = approval?.approvalId ?? null;
  const mayGo = lines.length > 0 && reason.trim() !== '' && data?.amounts != null && !asking.isPending && !issuing.isPending;
  const goOn = (event: FormEvent) => {
    event.preventDefault();
    if (!mayGo) return;
    if (approval?.state === 'APPROVED' && approvalId !== null)
      issuing.mutate({ ...asked, approvalId }, { onSuccess: (made) => onIssued({ ...made, reopens }) });
    else if (approval?.state === 'REQUESTED') setWaitsFor(approvalId);
    else asking.mutate(asked, { onSuccess: (made) => setWaitsFor(made.approvalId) });
  };
  return (
    <Dialog onClose={onClose} title={t('billing.creditTitle', { number: invoice.number })} size="lg">
      <form onSubmit={goOn} onKeyDown={enterMovesOn}>
        <Text size="sm" c="dimmed">
          {t('billing.creditWhat')}
        </Text>
        <Stack gap="sm" mt="sm">
          <Quantities invoice={invoice} left={left} typed={taken} onTyped={setTaken} />
          <TextInput
            label={t('billing.creditReason')}
            maxLength={300}
            data-last
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {data?.mayReopen && (
            <Checkbox
              data-skip
              label={t('billing.reopens')}
              checked={reopens}
              onChange={(event) => setReopens(event.currentTarget.checked)}
            />
          )}
        </Stack>
        {data && <CreditFigures preview={data} />}
        {typed?.length === 0 && <p role="alert">{t('billing.creditNothing')}</p>}
        <RefusalNote refusal={refusal ?? asking.refusal ?? issuing.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            disabled={!mayGo}
            loading={asking.isPending || issuing.isPending}
            rightSection={<Key name="Enter" onButton />}
          >
            {t(nextStep(approval?.state ?? null))}
          </Button>
        </div>
      </form>
      {waitsFor !== null && (
        <StepUp approvalId={waitsFor} onDecided={() => setWaitsFor(null)} onClose={() => setWaitsFor(null)} />
      )}
    </Dialog>
  );
}

/** How many of each line are taken back, or how much of its value, and what is wrong with what is neither. */
function Quantities({
  invoice,
  left,
  typed,
  onTyped,
}: {
  invoice: InvoiceListed;
  left: readonly CreditLeft[];
  typed: TypedCredit;
  onTyped: (typed: TypedCredit) => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  return left.map(({ line, quantity, leftMinor }, at) => {
    const many = typed.quantities[line] ?? String(quantity);
    const value = typed.values[line] ?? '';
    const most = t('billing.creditValueMost', { amount: figures.money(leftMinor) });
    const name = invoice.lines[line]?.name ?? '';
    return (
      <Group key={line} grow align="start" gap="sm">
        <TextInput
          label={name}
          description={`${t('billing.creditQuantity')}: 0 – ${quantity}`}
          error={value === '' && !isQuantityOf(many, quantity) && t('billing.creditWrong', { most: quantity })}
          inputMode="numeric"
          data-autofocus={at === 0 || undefined}
          disabled={value !== ''}
          value={many}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => onTyped({ ...typed, quantities: { ...typed.quantities, [line]: event.currentTarget.value } })}
        />
        <TextInput
          label={t('billing.creditValue')}
          aria-label={`${name}: ${t('billing.creditValue')}`}
          description={most}
          error={valueTyped(value, leftMinor, figures.parseAmount) === undefined && most}
          inputMode="decimal"
          data-skip
          value={value}
          onChange={(event) => onTyped({ ...typed, values: { ...typed.values, [line]: event.currentTarget.value } })}
        />
      </Group>
    );
  });
}

function nextStep(state: CreditPreview['approval']['state']) {
  if (state === 'APPROVED') return 'billing.issueCredit';
  return state === 'REQUESTED' ? 'billing.approveHere' : 'billing.askApproval';
}

function CreditFigures({ preview }: { preview: CreditPreview }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const sentence = useRefusalSentence();
  const { amounts, problem, problemDetails: details, approval } = preview;
  if (problem !== null) return <p role="alert">{sentence({ code: problem, details })}</p>;
  if (!amounts) return null;
  const { totalMinor, toAdvanceMinor } = amounts;
  return (
    <Facts
      facts={[
        [t('billing.creditTotal'), figures.money(totalMinor)],
        [t('billing.toAdvance'), figures.money(toAdvanceMinor)],
        ...(approval.state ? [[t('approvals.title'), <Standing key="standing" standing={approval.state} />] as const] : []),
      ]}
    />
  );
}
