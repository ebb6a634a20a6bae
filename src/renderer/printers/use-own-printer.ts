import { notifications } from '@mantine/notifications';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperKind } from '#domain/kernel/paper-kinds.ts';
import { useRead } from '../app/asking.ts';
import type { PaperWanted } from '../app/printing.ts';
import { usePrinterFor, useSend } from './asking-prints.ts';

/** The printer that a kind of paper goes to here, and sending it there. */
export function useOwnPrinter(kind: PaperKind, wanted: PaperWanted, onSent: () => void) {
  const { t } = useTranslation();
  const printer = usePrinterFor(kind);
  const sending = useSend();
  const send = () => {
    if (sending.isPending) return;
    sending.mutate(wanted, {
      onSuccess: (job) => {
        notifications.show({ message: t('printers.sent', { name: job.name, printer: job.printer }) });
        onSent();
      },
    });
  };
  return { printer, sending, send };
}

/** Every send is a print in the log: a screen that is built anew must not make a duplicate nobody asked for. */
const sentAtOnce = new Set<string>();

/** Sends a receipt to its printer as soon as the money is taken, where this terminal is set up so. */
export function useReceiptAtOnce(paymentId: string): boolean {
  const { data } = useRead('printersHere', {});
  const sending = useSend();
  const atOnce = data?.receiptsAtOnce === true && data.routes.receipt !== undefined;
  const send = useEffectEvent(() => {
    if (sentAtOnce.has(paymentId)) return;
    sentAtOnce.add(paymentId);
    sending.mutate({ paper: 'receipt', of: { paymentId } });
  });
  useEffect(() => {
    if (atOnce && paymentId !== '') send();
  }, [atOnce, paymentId]);
  return atOnce && !sending.refusal;
}
