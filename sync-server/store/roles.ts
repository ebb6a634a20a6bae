import { createHmac } from 'node:crypto';
import type { Sql } from 'postgres';

/** The two roles of one database, named after it: a cluster may hold several. */
export interface Roles {
  /** Owns schema and tables. Nobody logs in as it. */
  readonly owner: string;
  /** What the server works as: owns nothing, bypasses nothing. */
  readonly app: string;
}

export function rolesOf(database: string): Roles {
  return { owner: `${database}_owner`, app: `${database}_app` };
}

/**
 * The app role's password, derived from the owner's connection, so that any number of server processes that know the
 * `DATABASE_URL` agree on it and none has to keep it.
 */
export function appPassword(url: URL): string {
  return createHmac('sha256', url.password || 'no password')
    .update(`counterfoil app ${url.pathname}`)
    .digest('hex');
}

/** Makes the roles and the schema where they are missing. `admin` may make roles, or finds them already there. */
export async function makeRoles(admin: Sql, { owner, app }: Roles, password: string): Promise<void> {
  const [state] = await admin<{ owner: boolean; app: boolean; schema: boolean }[]>`
    SELECT to_regrole(quote_ident(${owner})) IS NOT NULL AS owner, to_regrole(quote_ident(${app})) IS NOT NULL AS app,
           to_regnamespace('counterfoil') IS NOT NULL AS schema`;
  if (!state?.owner) {
    await admin`CREATE ROLE ${admin(owner)} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE`;
    await admin`GRANT ${admin(owner)} TO CURRENT_USER WITH SET TRUE`;
  }
  const login = `LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD '${password}'`;
  if (!state?.app) await admin`CREATE ROLE ${admin(app)} ${admin.unsafe(login)}`;
  if (!state?.schema) await admin`CREATE SCHEMA counterfoil AUTHORIZATION ${admin(owner)}`;
}

export async function setPassword(admin: Sql, { app }: Roles, password: string): Promise<void> {
  await admin`ALTER ROLE ${admin(app)} ${admin.unsafe(`PASSWORD '${password}'`)}`;
}
