import type { Sql, TransactionSql } from 'postgres';

/** One transaction in one tenant. Outside of it the app role sees no row of any clinic. */
export function inClinic<Result>(sql: Sql, clinicId: string, work: (tx: TransactionSql) => Promise<Result>): Promise<Result> {
  return begin(sql, 'READ WRITE', clinicId, work);
}

/** All reads of one moment: what others commit meanwhile is not seen. */
export function inClinicAtOneMoment<Result>(
  sql: Sql,
  clinicId: string,
  work: (tx: TransactionSql) => Promise<Result>,
): Promise<Result> {
  return begin(sql, 'ISOLATION LEVEL REPEATABLE READ', clinicId, work);
}

async function begin<Result>(
  sql: Sql,
  mode: string,
  clinicId: string,
  work: (tx: TransactionSql) => Promise<Result>,
): Promise<Result> {
  const result = await sql.begin(mode, async (tx) => {
    await tx`SELECT set_config('app.clinic_id', ${clinicId}, true)`;
    return { of: await work(tx) };
  });
  return (result as { of: Result }).of;
}
