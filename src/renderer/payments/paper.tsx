import { Button, Checkbox, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperFormat, PaperKind } from '#domain/kernel/paper-kinds.ts';
import { refusalOf } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { Key } from '../app/frame/key.tsx';
import { preprintedSheets, usePreprintedSheets } from '../app/preferences.ts';
import { type PaperLook, type PaperWanted, type Printed, pdfBlob, printedDocument } from '../app/printing.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useDialogKeys } from '../app/use-keys.ts';
import { useOwnPrinter } from '../printers/use-own-printer.ts';
import { numberedOf, type PaperOf, wantedOf } from './paper-of.ts';
import { useDuplicate } from './use-duplicate.ts';
import { useKeyboardKept } from './use-keyboard-kept.ts';

/** What is mostly printed on sheets opens as one. */
const ON_SHEETS: ReadonlySet<PaperKind> = new Set(['invoice', 'credit-note', 'estimate', 'statement', 'day', 'supplement']);
const FORMATS = ['80mm', 'a5', 'a4'] as const satisfies readonly PaperFormat[];

/** Shows a document as it will be printed. Enter prints; nothing here can undo what the document says. */
export function Paper({ of, onClose }: { of: PaperOf; onClose: () => void }) {
  const { t } = useTranslation();
  const [format, setFormat] = useState<PaperFormat>(ON_SHEETS.has(of.kind) ? 'a5' : '80mm');
  const preprinted = usePreprintedSheets() && format !== '80mm';
  const wanted = wantedOf(of);
  const { data, error, again } = usePrinted(wanted, { format, preprinted });
  const frame = useRef<HTMLIFrameElement>(null);
  const address = useAddress(data);
  const printButton = useRef<HTMLButtonElement>(null);
  const { printer, sending, send } = useOwnPrinter(of.kind, wanted, onClose);
  const fromWindow = () => frame.current?.contentWindow?.print();
  const print = printer === null ? fromWindow : send;
  const refusal = error ? refusalOf(error) : sending.refusal;
  const duplicating = useDuplicate();
  const original = numberedOf(wanted);
  const onceMore =
    refusal?.code === 'reprint-needed' && original !== null
      ? () =>
          duplicating.make(original, () => {
            sending.reset();
            again();
          })
      : undefined;
  // Also while there is nothing to print yet: Enter must not reach what lies under the dialog.
  useKeyboardKept(printButton, frame, address ?? refusal?.code ?? 'waiting');
  useDialogKeys({ enter: onceMore ?? (data && print), 'mod+p': onceMore ?? (data && print) });
  return (
    <Dialog onClose={onClose} title={of.title} size={format === '80mm' ? 440 : 720}>
      <RefusalNote refusal={duplicating.refusal ?? refusal} />
      <SegmentedControl
        fullWidth
        my="sm"
        aria-label={t('payment.format')}
        value={format}
        onChange={(to) => setFormat(to as PaperFormat)}
        data={FORMATS.map((value) => ({ value, label: t(`payment.formats.${value}`) }))}
      />
      {format !== '80mm' && (
        <Checkbox
          mb="sm"
          label={t('payment.preprinted')}
          checked={preprinted}
          onChange={(event) => preprintedSheets.set(event.currentTarget.checked)}
        />
      )}
      {address ? (
        <iframe ref={frame} tabIndex={-1} className="paper" title={of.title} src={`${address}#toolbar=0&navpanes=0&view=FitH`} />
      ) : (
        <div className="paper" />
      )}
      <div className="buttons">
        <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
          {t('common.close')}
        </Button>
        {printer !== null && (
          <Button variant="default" disabled={!data} onClick={fromWindow}>
            {t('payment.printNow')}
          </Button>
        )}
        <Button
          ref={printButton}
          data-autofocus
          data-disabled={(!data && !onceMore) || undefined}
          aria-disabled={!data && !onceMore}
          loading={duplicating.isPending}
          onClick={onceMore ?? (data && print)}
          rightSection={<Key name="Enter" onButton />}
        >
          {onceMore ? t('payment.onceMore') : printer === null ? t('payment.printNow') : t('printers.sendTo', { printer })}
        </Button>
      </div>
    </Dialog>
  );
}

/** Read once for each look while the dialog is open: every reading gives the document out once more. */
function usePrinted(wanted: PaperWanted, look: PaperLook) {
  const [opening] = useState(() => crypto.randomUUID());
  const [attempt, setAttempt] = useState(0);
  const { data, error } = useQuery({
    queryKey: ['paper', opening, attempt, wanted, look],
    queryFn: () => printedDocument(wanted, look),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { data, error, again: () => setAttempt((before) => before + 1) };
}

function useAddress(printed: Printed | undefined): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!printed) return;
    const fresh = URL.createObjectURL(pdfBlob(printed));
    setAddress(fresh);
    return () => URL.revokeObjectURL(fresh);
  }, [printed]);
  return address;
}
