import { join } from 'node:path';
import { access, house } from '#domain/registry.ts';
import { systemClock } from './clock.ts';
import { fileKeyStore } from './identity/file-key-store.ts';
import { readMachineId } from './identity/machine-id.ts';
import { httpsTransport } from './sync/https-transport.ts';
import { createTerminal, type Terminal } from './terminal.ts';
import type { Report, TerminalParts } from './terminal-parts.ts';

/** What a terminal tells whoever runs it, on standard error. */
export const reportToConsole: Report = ({ what, ...details }) => console.error(what, details);

/** A terminal of the product's own parts, as Node without Electron gives them. */
export function plainTerminal(dataDir: string, other: Partial<TerminalParts> = {}): Promise<Terminal> {
  return createTerminal({
    dataDir,
    house,
    access,
    clock: systemClock,
    transportFor: httpsTransport,
    machineId: () => readMachineId(),
    keyStore: fileKeyStore(join(dataDir, 'keys')),
    report: reportToConsole,
    ...other,
  });
}
