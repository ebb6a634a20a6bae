import { centre, house } from '#domain/registry.ts';
import { openExisting, type Where } from '#server/store/open-existing.ts';
import { verifyDatabase } from '#server/store/verify.ts';
import type { Verified } from './verified.ts';

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

function placeOf(fault: {
  clinicId: string;
  position: number | null;
  terminalId: string | null;
  epoch: number | null;
  seq: number | null;
}): string {
  const entry = fault.seq === null ? '' : `entry ${fault.terminalId}/${fault.epoch}/${fault.seq}`;
  const position = fault.position === null ? '' : `position ${fault.position}`;
  return [`clinic ${fault.clinicId}`, position, entry].filter((part) => part !== '').join(', ');
}
