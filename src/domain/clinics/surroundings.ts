import type { Surroundings } from '../kernel/access.ts';
import type { Place } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { terminal } from '../terminals/terminal.ts';
import { branch } from './branch.ts';
import { clinic } from './clinic.ts';
import { counter } from './counter.ts';
import { DEFAULT_SETTINGS } from './settings.ts';

/** What surrounds a terminal. Before the clinic's own records have arrived, the defaults. */
export function surroundings(reader: Reader, place: Place): Surroundings {
  const { name, currency, timeZone, idleLockMinutes } = reader.get(clinic, place.clinicId) ?? { ...DEFAULT_SETTINGS, name: '' };
  const machine = reader.get(terminal, place.terminalId);
  return {
    clinicName: name,
    currency,
    timeZone,
    idleLockMinutes,
    branchName: (place.branchId && reader.get(branch, place.branchId)?.name) || '',
    counterName: (machine && reader.get(counter, machine.counterId)?.name) ?? '',
    terminalState: machine?.state ?? null,
    training: (machine?.training ?? null) !== null,
  };
}
