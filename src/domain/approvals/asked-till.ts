import type { Reader } from '../kernel/record.ts';
import { terminal } from '../terminals/terminal.ts';
import { till } from '../tills/till.ts';
import type { Approval } from './approval.ts';

/** The till that a request is to have closed: whoever decides has to know whose drawer it is, and where. */
export interface AskedTill {
  readonly cashierName: string;
  readonly terminalCode: string;
  /** Of the counter its terminal stands at. */
  readonly counterName: string;
  readonly openedAtMs: number;
}

/** Null where nothing is to be closed, or this terminal does not hold the till. */
export function askedTill(reader: Reader, { kind, subjectId }: Pick<Approval, 'kind' | 'subjectId'>): AskedTill | null {
  const one = kind === 'force-close' ? reader.get(till, subjectId) : undefined;
  if (!one) return null;
  const { cashierName, terminalCode, openedAtMs } = one;
  return { cashierName, terminalCode, counterName: reader.get(terminal, one.terminalId)?.name ?? '', openedAtMs };
}
