import type { Sql } from 'postgres';
import { connect } from '#server/store/connect.ts';
import { startEmbedded } from '#server/store/embedded.ts';
import { inClinicAtOneMoment } from '#server/store/in-clinic.ts';

/** The running server's database, to look at. */
export interface ServerRecords {
  readonly app: Sql;
  /** The last position given in the clinic's order. */
  head(clinicId: string): Promise<number>;
  close(): Promise<void>;
}

/** @param dataDir of a server that runs: its PostgreSQL is used as it is and left running */
export async function openServerRecords(dataDir: string): Promise<ServerRecords> {
  const { url } = await startEmbedded(dataDir);
  const { app, close } = await connect(url, { poolSize: 2 });
  return {
    app,
    close,
    head: (clinicId) =>
      inClinicAtOneMoment(app, clinicId, async (tx) => {
        const [row] = await tx<{ position: number }[]>`SELECT position FROM clinic_head WHERE clinic_id = ${clinicId}`;
        return row?.position ?? 0;
      }),
  };
}
