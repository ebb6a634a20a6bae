import type { Place } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { type Till, till } from './till.ts';
import { zSeries } from './z-series.ts';

/** The till that is open at this terminal, whoever's it is. */
export function openTillHere(reader: Reader, place: Pick<Place, 'terminalId'>): Till | undefined {
  const tillId = reader.get(zSeries, place.terminalId)?.openTillId;
  const open = tillId ? reader.get(till, tillId) : undefined;
  return open?.state === 'OPEN' ? open : undefined;
}
