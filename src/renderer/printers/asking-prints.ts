import { useQuery } from '@tanstack/react-query';
import type { PaperKind } from '#domain/kernel/paper-kinds.ts';
import { useDoing, useRead } from '../app/asking.ts';
import { taken } from '../app/counter.ts';
import { type CounterClient, line } from '../app/line.ts';
import { PRINTS_KEY } from '../app/live.ts';
import type { PaperWanted } from '../app/printing.ts';

type Jobs = Awaited<ReturnType<CounterClient['printing']['jobs']>>;
/** One print that is not on paper yet. */
export type PrintJob = Extract<Jobs, { ok: true }>['result'][number];

/** What waits to be printed at this terminal; read again whenever that changes. */
export function usePrints(): readonly PrintJob[] {
  const { data } = useQuery({ queryKey: PRINTS_KEY, queryFn: async () => taken(await line.client().printing.jobs()) });
  return data ?? [];
}

/** The printer a kind of paper goes to; null where the window prints it. */
export function usePrinterFor(kind: PaperKind): string | null {
  const { data } = useRead('printersHere', {});
  return data?.routes[kind] ?? null;
}

export function useSend() {
  return useDoing(async ({ paper, of }: PaperWanted) => taken(await line.client().printing.send({ paper, of })));
}

/** Opens the drawer without a sale. The answer says what the log has and whether the drawer is open. */
export function useOpenDrawer() {
  return useDoing(async (reason: string) => taken(await line.client().printing.openDrawer({ reason })));
}

export function useTestPage() {
  return useDoing(async (printer: string) => taken(await line.client().printing.test({ printer })));
}

export function usePrintAgain() {
  return useDoing(async (id: string) => taken(await line.client().printing.again({ id })));
}

export function useDropPrint() {
  return useDoing(async (id: string) => taken(await line.client().printing.drop({ id })));
}

/** The operating system's printers; none where the shell does not reach them. */
export function useSystemPrinters(): readonly string[] {
  const { data } = useQuery({
    queryKey: ['system-printers'],
    queryFn: async () => taken(await line.client().printing.systemPrinters()),
  });
  return data ?? [];
}
