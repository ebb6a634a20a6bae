import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperFormat, PaperKind } from '#domain/kernel/paper-kinds.ts';
import { refusalOf } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { Key } from '../app/frame/key.tsx';
import { type PaperWanted, type Printed, pdfBlob, printedDocument } from '../app/printing.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useDialogKeys } from '../app/use-keys.ts';
import { useOwnPrinter } from '../printers/use-own-printer.ts';
import { useKeyboardKept } from './use-keyboard-kept.ts';

/** What is on the paper. `of` is what the document's query asks for; a receipt and a Z may be named shortly. */
export type PaperOf =
  | { readonly kind: 'receipt'; readonly paymentId: string; readonly title: string }
  | { readonly kind: 'z'; readonly tillId: string; readonly title: string }
  | { readonly kind: PaperKind; readonly of: PaperWanted['of']; readonly title: string };

/** What is mostly printed on sheets opens as one. */
const ON_SHEETS: ReadonlySet<PaperKind> = new Set(['invoice', 'credit-note', 'estimate', 'statement', 'day', 'supplement']);
const FORMATS = ['80mm', 'a5', 'a4'] as const satisfies readonly PaperFormat[];

/** Shows a document as it will be printed. Enter prints; nothing here can undo what the document says. */
export function Paper({ of, onClose }: { of: PaperOf; onClose: () => void }) {
  const { t } = useTranslation();
  const [format, setFormat] = useState<PaperFormat>(ON_SHEETS.has(of.kind) ? 'a5' : '80mm');
  const wanted = wantedOf(of);
  const { data, error } = useQuery({
    queryKey: ['paper', wanted, format],
    queryFn: () => printedDocument(wanted, { format, preprinted: false }),
    gcTime: 0,
  });
  const frame = useRef<HTMLIFrameElement>(null);
  const address = useAddress(data);
  const printButton = useRef<HTMLButtonElement>(null);
  useKeyboardKept(printButton, frame, address);
  const { printer, sending, send } = useOwnPrinter(of.kind, wanted, onClose);
  const fromWindow = () => frame.current?.contentWindow?.print();
  const print = printer === null ? fromWindow : send;
  useDialogKeys({ enter: data && print, 'mod+p': data && print });
  return (
    <Dialog onClose={onClose} title={of.title} size={format === '80mm' ? 440 : 720}>
      <RefusalNote refusal={error ? refusalOf(error) : sending.refusal} />
      <SegmentedControl
        fullWidth
        mb="sm"
        aria-label={t('payment.format')}
        value={format}
        onChange={(to) => setFormat(to as PaperFormat)}
        data={FORMATS.map((value) => ({ value, label: t(`payment.formats.${value}`) }))}
      />
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
        <Button ref={printButton} data-autofocus disabled={!data} onClick={print} rightSection={<Key name="Enter" onButton />}>
          {printer === null ? t('payment.printNow') : t('printers.sendTo', { printer })}
        </Button>
      </div>
    </Dialog>
  );
}

function wantedOf(of: PaperOf): PaperWanted {
  if ('of' in of) return { paper: of.kind, of: of.of };
  return of.kind === 'z' ? { paper: 'z', of: { tillId: of.tillId } } : { paper: 'receipt', of: { paymentId: of.paymentId } };
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
