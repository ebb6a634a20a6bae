import { z } from 'zod';
import { branch } from '../clinics/branch.ts';
import { defineQuery } from '../kernel/operation.ts';
import { type Terminal, terminal } from './terminal.ts';

export interface TerminalSeen
  extends Pick<Terminal, 'id' | 'code' | 'name' | 'kind' | 'branchId' | 'state' | 'reason' | 'epoch' | 'enrolledAtMs' | 'death'> {
  readonly branchName: string;
  /** Last entry the server holds of it; 0 and the empty text before the first. */
  readonly seq: number;
  readonly headHash: string;
  /** Null: never since it was enrolled. */
  readonly lastContactMs: number | null;
  /** Since the last contact, ms. */
  readonly silentMs: number | null;
  /** Entries it said were waiting there. */
  readonly backlog: number;
  /** Its clock minus the server's at the last contact, ms; null: it did not say. */
  readonly clockAheadMs: number | null;
}

/** Every terminal of the clinic as the server last heard of it, those at work first. */
export const terminalsOverview = defineQuery({
  name: 'terminalsOverview',
  roles: ['manager', 'administrator', 'auditor'],
  terminals: ['back-office', 'server'],
  readAt: 'central',
  input: z.strictObject({}),
  read(_input, { reader, contacts, nowMs }): readonly TerminalSeen[] {
    const all = reader.find(terminal, {}, { orderBy: 'number', limit: 1000 });
    const working = all.filter((one) => one.state === 'ACTIVE');
    return [...working, ...all.filter((one) => one.state !== 'ACTIVE')].map((one) => {
      const contact = contacts.find(({ terminalId, epoch }) => terminalId === one.id && epoch === one.epoch);
      const { id, code, name, kind, branchId, state, reason, epoch, enrolledAtMs, death } = one;
      return {
        ...{ id, code, name, kind, branchId, reason, epoch, enrolledAtMs, death },
        state: contact?.frozen && state === 'ACTIVE' ? 'FROZEN' : state,
        branchName: reader.get(branch, branchId)?.name ?? '',
        seq: contact?.seq ?? 0,
        headHash: contact?.hash ?? '',
        lastContactMs: contact?.lastContactMs ?? null,
        silentMs: contact?.lastContactMs ? Math.max(0, nowMs - contact.lastContactMs) : null,
        backlog: contact?.backlog ?? 0,
        clockAheadMs: contact?.clockAheadMs ?? null,
      };
    });
  },
});
