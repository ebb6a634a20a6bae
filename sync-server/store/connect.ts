import postgres, { type Sql } from 'postgres';
import { appPassword, makeRoles, type Roles, rolesOf, setPassword } from './roles.ts';
import { type Reach, reasonOf, tooMighty, tooOld } from './why-unusable.ts';

/** Connections to one database: the server works with `app`; `owner` makes and migrates tables and looks after them. */
export interface Database {
  readonly app: Sql;
  readonly owner: Sql;
  readonly roles: Roles;
  close(): Promise<void>;
}

/** Why a database cannot be used, said for whoever runs the server. */
export class DatabaseUnusable extends Error {}

export interface ConnectOptions {
  /** Connections of the app role. Default 10. */
  readonly poolSize?: number;
  /** A connection of a role made by hand, for databases whose user may not make roles: `APP_DATABASE_URL`. */
  readonly appUrl?: string;
  /** Gives the app role the password that follows from the address, where it has another. For the server alone. */
  readonly renewPassword?: boolean;
}

/** @param databaseUrl `postgres://user:password@host:port/database` of a user who may make roles and a schema there */
export async function connect(
  databaseUrl: string,
  { poolSize = 10, appUrl, renewPassword }: ConnectOptions = {},
): Promise<Database> {
  const url = urlOf(databaseUrl);
  const database = decodeURIComponent(url.pathname.slice(1));
  const roles = appUrl ? { ...rolesOf(database), app: decodeURIComponent(urlOf(appUrl).username) } : rolesOf(database);
  const password = appPassword(url);
  await asAdmin(url, (admin) => prepare(admin, roles, password));
  const asApp = appUrl ? {} : { username: roles.app, password };
  const app = open(appUrl ?? databaseUrl, { max: poolSize, ...asApp, connection: { search_path: 'counterfoil' } });
  const renew = renewPassword && !appUrl ? () => asAdmin(url, (admin) => setPassword(admin, roles, password)) : undefined;
  try {
    await admitted(app, roles, renew);
  } catch (error) {
    await app.end({ timeout: 5 });
    throw unusable(appUrl ? urlOf(appUrl) : url, error, ` as "${roles.app}"`);
  }
  const owner = open(databaseUrl, { max: 2, connection: { search_path: 'counterfoil', role: roles.owner } });
  return {
    app,
    owner,
    roles,
    async close() {
      await Promise.all([app.end({ timeout: 5 }), owner.end({ timeout: 5 })]);
    },
  };
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || url.pathname.length < 2)
    throw new DatabaseUnusable('the database address must look like postgres://user:password@host:port/database');
  return url;
}

async function asAdmin(url: URL, work: (admin: Sql) => Promise<void>): Promise<void> {
  const admin = open(url.href, { max: 1 });
  try {
    await work(admin);
  } catch (error) {
    throw unusable(url, error);
  } finally {
    await admin.end({ timeout: 5 });
  }
}

async function prepare(admin: Sql, roles: Roles, password: string): Promise<void> {
  const [version] = await admin<{ number: number }[]>`SELECT current_setting('server_version_num')::integer AS number`;
  const problem = tooOld(version?.number ?? 0);
  if (problem) throw new Error(problem);
  await makeRoles(admin, roles, password);
}

/** The address's password was changed, and what follows from it has to follow. */
const WRONG_PASSWORD = '28P01';

async function admitted(app: Sql, roles: Roles, renew: (() => Promise<void>) | undefined): Promise<void> {
  await mustBePlain(app, roles).catch(async (error: { code?: string }) => {
    if (!renew || error.code !== WRONG_PASSWORD) throw error;
    await renew();
    await mustBePlain(app, roles);
  });
}

/** The server works as a role that row-level security holds for, or not at all. */
async function mustBePlain(app: Sql, { owner }: Roles): Promise<void> {
  const [reach] = await app<Reach[]>`
    SELECT current_user AS role, rolsuper AS superuser, rolbypassrls AS bypasses,
           pg_has_role(current_user, ${owner}, 'MEMBER') AS owns
    FROM pg_roles WHERE rolname = current_user`;
  const problem = reach && tooMighty(reach);
  if (problem) throw new Error(problem);
}

function unusable(url: URL, error: unknown, as = ''): DatabaseUnusable {
  return new DatabaseUnusable(`PostgreSQL at ${url.host}${url.pathname} cannot be used${as}: ${reasonOf(error)}`);
}

/** Whole numbers come as numbers: positions and minor units stay far below 2^53. */
const wholeNumbers = { to: 20, from: [20], serialize: String, parse: Number };

export function open(url: string, options: postgres.Options<Record<string, never>>): Sql {
  return postgres(url, {
    onnotice: () => undefined,
    connect_timeout: 10,
    types: { bigint: wholeNumbers as never },
    ...options,
  }) as unknown as Sql;
}
