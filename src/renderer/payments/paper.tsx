import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalOf } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { Key } from '../app/frame/key.tsx';
import { type Printed, pdfBlob, printedReceipt, printedZ, type ReceiptFormat } from '../app/printing.ts';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useDialogKeys } from '../app/use-keys.ts';

/** What is on the paper: a receipt, in one of two sizes, or a Z. */
export type PaperOf =
  | { readonly kind: 'receipt'; readonly paymentId: string; readonly title: string }
  | { readonly kind: 'z'; readonly tillId: string; readonly title: string };

/** Shows a document as it will be printed. Enter prints; nothing here can undo what the document says. */
export function Paper({ of, onClose }: { of: PaperOf; onClose: () => void }) {
  const { t } = useTranslation();
  const [format, setFormat] = useState<ReceiptFormat>('80mm');
  const { data, error } = useQuery({
    queryKey: ['paper', of, format],
    queryFn: () => (of.kind === 'z' ? printedZ(of.tillId) : printedReceipt(of.paymentId, format)),
    gcTime: 0,
  });
  const frame = useRef<HTMLIFrameElement>(null);
  const address = useAddress(data);
  const print = () => {
    frame.current?.focus();
    frame.current?.contentWindow?.print();
  };
  useDialogKeys({ enter: data && print, 'mod+p': data && print });
  return (
    <Dialog onClose={onClose} title={of.title} size={of.kind === 'receipt' && format === 'a5' ? 720 : 440}>
      {error && <RefusalNote refusal={refusalOf(error)} />}
      {of.kind === 'receipt' && (
        <SegmentedControl
          fullWidth
          mb="sm"
          aria-label={t('payment.format')}
          value={format}
          onChange={(to) => setFormat(to as ReceiptFormat)}
          data={[
            { value: '80mm', label: t('payment.roll') },
            { value: 'a5', label: t('payment.a5') },
          ]}
        />
      )}
      {address ? (
        <iframe ref={frame} className="paper" title={of.title} src={`${address}#toolbar=0&navpanes=0&view=FitH`} />
      ) : (
        <div className="paper" />
      )}
      <div className="buttons">
        <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
          {t('common.close')}
        </Button>
        <Button data-autofocus disabled={!data} onClick={print} rightSection={<Key name="Enter" onButton />}>
          {t('payment.printNow')}
        </Button>
      </div>
    </Dialog>
  );
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
