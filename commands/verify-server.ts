import { centre, house } from '#domain/registry.ts';
import { connect } from '#server/store/connect.ts';
import { startEmbedded } from '#server/store/embedded.ts';
import { verifyDatabase } from '#server/store/verify.ts';
import type { Verified } from './verified.ts';

/** Verifies every clinic of a server, whether it runs or not: in its data folder, or in a PostgreSQL of one's own. */
export async function verifyServer(where: { databaseUrl: string } | { dataDir: string }): Promise<Verified> {
  const embedded = 'dataDir' in where ? await startEmbedded(where.dataDir) : undefined;
  const database = await connect(embedded?.url ?? ('databaseUrl' in where ? where.databaseUrl : ''), { poolSize: 2 });
  try {
    const { entries, records, fault } = await verifyDatabase(database, { house, centre });
    return { ok: fault === null, what: 'server', entries, records, fault: fault && `${placeOf(fault)}: ${fault.what}` };
  } finally {
    await database.close();
    // One that was running belongs to a server at work, or to whoever started it.
    if (embedded && !embedded.adopted) await embedded.stop();
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
