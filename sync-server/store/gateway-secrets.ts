import type { TransactionSql } from 'postgres';

/** As the database holds it: sealed. */
export interface SealedSecret {
  readonly sealed: string;
  readonly setAtMs: number;
  readonly sealedBefore: string | null;
}

export async function readSealed(tx: TransactionSql, clinicId: string, gateway: string): Promise<SealedSecret | undefined> {
  const [row] = await tx<SealedSecret[]>`
    SELECT sealed, set_at_ms AS "setAtMs", sealed_before AS "sealedBefore" FROM gateway_secret
    WHERE clinic_id = ${clinicId} AND gateway = ${gateway}`;
  return row;
}

/** Puts a secret in the place of the one before it, which is kept beside it. */
export async function saveSealed(
  tx: TransactionSql,
  clinicId: string,
  gateway: string,
  { sealed, setAtMs }: Pick<SealedSecret, 'sealed' | 'setAtMs'>,
): Promise<void> {
  await tx`
    INSERT INTO gateway_secret (clinic_id, gateway, sealed, set_at_ms) VALUES (${clinicId}, ${gateway}, ${sealed}, ${setAtMs})
    ON CONFLICT (clinic_id, gateway) DO UPDATE SET
      sealed_before = gateway_secret.sealed, sealed = excluded.sealed, set_at_ms = excluded.set_at_ms`;
}

export async function forgetSealed(tx: TransactionSql, clinicId: string, gateway: string): Promise<void> {
  await tx`DELETE FROM gateway_secret WHERE clinic_id = ${clinicId} AND gateway = ${gateway}`;
}
