import type { Exception } from '#domain/business-days/exception.ts';
import { granted } from '../../counter-client.ts';
import type { Counter } from '../counters.ts';
import type { Day } from '../plan.ts';
import type { Trace } from './attempts.ts';

type Office = Pick<Day, 'backOffice' | 'clinic'>;
type At = Pick<Counter, 'terminalId' | 'name'>;

type Kind = Exception['kind'];

/** An entry of one kind that the server flagged with this code, on the manager's list of exceptions. */
export function exceptionOf({ backOffice, clinic }: Office, at: At, kind: Kind, code: string): Trace {
  return async () => {
    const asked = { branchId: clinic.branchId, limit: 1000 };
    const listed = granted(await backOffice.client.call.queries.exceptions(asked), 'the exceptions');
    const found = listed.find((one) => one.terminalId === at.terminalId && one.kind === kind && one.reasons.includes(code));
    return found ? `server, exceptions: ${kind} ${found.number ?? ''} of ${at.name}, ${code}`.replaceAll('  ', ' ') : null;
  };
}

/** A row of the fraud pack that stands on a note of this counter about the subject. */
export function notedIn({ backOffice, clinic }: Office, rule: string, at: At, subjectId: string): Trace {
  return async () => {
    const { branchId } = clinic;
    const { queries } = backOffice.client.call;
    const stretch = await daysAround(backOffice);
    const pack = granted(await queries.fraudPack({ branchId, ...stretch }), 'the fraud pack');
    const found = pack.rules.find(({ name }) => name === rule);
    if (!found || found.rows.length === 0) return null;
    const asked = { branchId, kinds: [...found.notes], terminalId: at.terminalId, ...stretch, limit: 1000 };
    const note = granted(await queries.watchNotes(asked), 'the notes').find((one) => one.subjectId === subjectId);
    return note ? `fraud pack, ${rule}: ${note.kind} of ${note.userName} at ${at.name}` : null;
  };
}

/** A visit or an appointment that stands in the fraud pack as seen and never billed. */
export function seenNotBilled({ backOffice, clinic: { branchId } }: Office, subjectId: string): Trace {
  return async () => {
    const asked = { branchId, ...(await daysAround(backOffice)) };
    const pack = granted(await backOffice.client.call.queries.fraudPack(asked), 'the fraud pack');
    const rows = pack.rules.find(({ name }) => name === 'seen-not-billed')?.rows;
    const row = rows?.find(({ id }) => id === subjectId);
    return row ? `fraud pack, seen-not-billed: ${row.name}${row.why ? `, ${row.why}` : ''}` : null;
  };
}

/** Wide enough for a day that is lived across midnight. */
async function daysAround({ client }: Counter): Promise<{ from: string; to: string }> {
  const { nowMs } = await client.call.terminal.state();
  const dateAt = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  return { from: dateAt(nowMs - 2 * 86_400_000), to: dateAt(nowMs + 2 * 86_400_000) };
}
