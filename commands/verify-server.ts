import { centre, house } from '#domain/registry.ts';
import { openExisting, type Where } from '#server/store/open-existing.ts';
import { type LogFault, verifyDatabase } from '#server/store/verify.ts';
import { entryNamed, type Verified } from './verified.ts';

/** Verifies every clinic of a server, whether it runs or not: in its data folder, or in a PostgreSQL of one's own. */
export async function verifyServer(where: Where): Promise<Verified> {
  const database = await openExisting(where);
  try {
    const { entries, records, fault } = await verifyDatabase(database, { house, centre });
    return { ok: fault === null, what: 'server', entries, records, fault: fault && `${placeOf(fault)}: ${fault.what}` };
  } finally {
    await database.close();
  }
}

function placeOf({ clinicId, position, terminalId, terminalCode, epoch, seq }: LogFault): string {
  const isEntry = terminalId !== null && epoch !== null && seq !== null;
  return [
    clinicId === null ? 'the database' : `clinic ${clinicId}`,
    position === null ? '' : `position ${position}`,
    isEntry ? entryNamed({ terminalId, terminalCode, epoch, seq }) : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
