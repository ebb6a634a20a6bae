/** Privileges of roles, and what they may be given since, came with this version. */
const OLDEST_VERSION = 160_000;

/** What a person can do about an error of PostgreSQL or of the way to it, by its code. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: is it running, and is the port right?',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up now',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the host cannot be reached',
  CONNECT_TIMEOUT: 'it does not answer',
  '28P01': 'user or password is wrong',
  '3D000': 'there is no such database',
  '42501':
    'its user may not make roles or the schema. Give it CREATEROLE and CREATE on the database, or make the roles by hand and set APP_DATABASE_URL',
};

/** One sentence's end: why a database cannot be used. What is not known is told in PostgreSQL's own words. */
export function reasonOf(error: unknown): string {
  const { message, code = '' } = error as { message?: string; code?: string };
  return REASONS[code] ?? (message || code || String(error));
}

/** @param versionNumber as `server_version_num` gives it, e.g. 160004 @returns undefined where it is new enough */
export function tooOld(versionNumber: number): string | undefined {
  if (versionNumber >= OLDEST_VERSION) return undefined;
  return `it is PostgreSQL ${Math.floor(versionNumber / 10_000)}, and ${OLDEST_VERSION / 10_000} or newer is needed`;
}

/** What the server's role can do that it must not be able to. */
export interface Reach {
  readonly role: string;
  readonly superuser: boolean;
  readonly bypasses: boolean;
  /** It is, or may become, who owns the tables. */
  readonly owns: boolean;
}

/** Why the server must not work as this role: nothing would keep the clinics apart. @returns undefined where it may */
export function tooMighty({ role, superuser, bypasses, owns }: Reach): string | undefined {
  const because = superuser
    ? 'is a superuser'
    : bypasses
      ? 'bypasses row-level security'
      : owns
        ? 'may act as the owner of the tables'
        : undefined;
  return because && `the server would work as "${role}", which ${because}, so that nothing keeps clinics apart: use a plain role`;
}
