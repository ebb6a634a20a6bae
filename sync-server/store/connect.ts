import postgres, { type Sql } from 'postgres';
import { appPassword, makeRoles, type Roles, rolesOf } from './roles.ts';

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
}

/** @param databaseUrl `postgres://user:password@host:port/database` of a user who may make roles and a schema there */
export async function connect(databaseUrl: string, { poolSize = 10, appUrl }: ConnectOptions = {}): Promise<Database> {
  const url = urlOf(databaseUrl);
  const database = decodeURIComponent(url.pathname.slice(1));
  const roles = appUrl ? { ...rolesOf(database), app: decodeURIComponent(urlOf(appUrl).username) } : rolesOf(database);
  const password = appPassword(url);
  await prepare(url, roles, password);
  const asApp = appUrl ? {} : { username: roles.app, password };
  const app = open(appUrl ?? databaseUrl, { max: poolSize, ...asApp, connection: { search_path: 'counterfoil' } });
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

async function prepare(url: URL, roles: Roles, password: string): Promise<void> {
  const admin = open(url.href, { max: 1 });
  try {
    await makeRoles(admin, roles, password);
  } catch (error) {
    throw new DatabaseUnusable(`PostgreSQL at ${url.host}${url.pathname} cannot be used: ${reasonOf(error)}`);
  } finally {
    await admin.end({ timeout: 5 });
  }
}

function reasonOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return message || code || String(error);
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
