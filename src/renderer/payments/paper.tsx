import { Button, Checkbox, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperFormat, PaperKind } from '#domain/kernel/paper-kinds.ts';
import { refusalOf, useDoing, useRead } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { Key } from '../app/frame/key.tsx';
import { preprintedSheets, usePreprintedSheets } from '../app/preferences.ts';
import {
  documentToPrint,
  type PaperLook,
  type PaperWanted,
  type Printed,
  pdfBlob,
  printedDocument,
  printFromWindow,
} from '../app/printing.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useTerminal } from '../app/use-figures.ts';
import { useDialogKeys } from '../app/use-keys.ts';
import { useOwnPrinter } from '../printers/use-own-printer.ts';
import { numberedOf, type PaperOf, wantedOf } from './paper-of.ts';
import { useKeyboardKept } from './use-keyboard-kept.ts';

/** What is mostly printed on sheets opens as one. */
const ON_SHEETS: ReadonlySet<PaperKind> = new Set(['invoice', 'credit-note', 'estimate', 'statement', 'day', 'supplement']);
const FORMATS = ['80mm', 'a5', 'a4'] as const satisfies readonly PaperFormat[];

/**
 * Shows a document as it was issued, which changes nothing. Enter prints: only then is the print recorded, before the paper
 * comes, as the original or as the next duplicate.
 */
export function Paper({ of, onClose }: { of: PaperOf; onClose: () => void }) {
  const { t } = useTranslation();
  const [format, setFormat] = useState<PaperFormat>(ON_SHEETS.has(of.kind) ? 'a5' : '80mm');
  const preprinted = usePreprintedSheets() && format !== '80mm';
  const wanted = wantedOf(of);
  const { data, error } = usePreview(wanted, { format, preprinted });
  const frame = useRef<HTMLIFrameElement>(null);
  const address = useAddress(data);
  const printButton = useRef<HTMLButtonElement>(null);
  const { printer, sending, send } = useOwnPrinter(of.kind, wanted, onClose);
  const printing = useDoing(() => documentToPrint(wanted, { format, preprinted }));
  const isPending = printing.isPending || sending.isPending;
  const handOver = (printed: Printed) => {
    printFromWindow(printed, of.title);
    onClose();
  };
  const fromWindow = () => {
    if (!isPending) printing.mutate(undefined, { onSuccess: handOver });
  };
  const print = data && (printer === null ? fromWindow : send);
  const refusal = error ? refusalOf(error) : (sending.refusal ?? printing.refusal);
  // Also while there is nothing to print yet: Enter must not reach what lies under the dialog.
  useKeyboardKept(printButton, frame, address ?? refusal?.code ?? 'waiting');
  useDialogKeys({ enter: print, 'mod+p': print });
  return (
    <Dialog onClose={onClose} title={of.title} size={format === '80mm' ? 440 : 720}>
      <RefusalNote refusal={refusal} />
      <NextPrint wanted={wanted} />
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
          data-disabled={!data || undefined}
          aria-disabled={!data}
          loading={isPending}
          onClick={print}
          rightSection={<Key name="Enter" onButton />}
        >
          {printer === null ? t('payment.printNow') : t('printers.sendTo', { printer })}
        </Button>
      </div>
    </Dialog>
  );
}

/** Says, before anybody prints, whether it would be the original or which duplicate. Its line is there from the beginning. */
function NextPrint({ wanted }: { wanted: PaperWanted }) {
  const { t } = useTranslation();
  const { training } = useTerminal();
  // What is practised is never printed, as the terminal says where the paper would be.
  const numbered = training ? null : numberedOf(wanted);
  const which = { kind: numbered?.kind ?? 'receipt', subjectId: numbered?.id ?? '' };
  const { data } = useRead('printsOfDocument', which, { when: numbered !== null });
  if (numbered === null) return null;
  const next = data && (data.printed ? t('payment.nextDuplicate', { count: data.duplicates + 1 }) : t('payment.nextOriginal'));
  return (
    <p className="visit-more" role="status" style={{ minHeight: '1.5em' }}>
      {next}
    </p>
  );
}

function usePreview(wanted: PaperWanted, look: PaperLook) {
  return useQuery({
    queryKey: ['paper', wanted, look],
    queryFn: () => printedDocument(wanted, look),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
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
