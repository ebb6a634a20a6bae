import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { centre, house } from '#domain/registry.ts';
import type { Log } from './parts.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { DatabaseUnusable } from './store/connect.ts';
import { MigrationChanged } from './store/migrate.ts';

const ENVIRONMENT = `
Environment:
  DATABASE_URL             postgres://user:password@host:port/database of a PostgreSQL 16 or newer. Its user makes the roles
                           <database>_owner (owns the tables, cannot log in) and <database>_app (what the server works as:
                           owns nothing, bypasses nothing; its password is derived from this address). Without it, a
                           PostgreSQL of the server's own is kept in <data>/postgres.
  APP_DATABASE_URL         where that user may not make roles: the same database as <database>_app made by hand. Then make
                           <database>_owner too, and grant it to that user.
  COUNTERFOIL_SERVER_KEY   the server's Ed25519 key (PKCS#8, base64), for several processes on one database.
                           Without it: <data>/server-key.
  COUNTERFOIL_TLS_CERT, COUNTERFOIL_TLS_KEY
                           paths of a certificate chain and its key, PEM. Without them: <data>/certificate, made by the
                           server and known to terminals by its fingerprint.

In <data>: server-key, certificate, admin.token (what "npm run admin" shows the server), postgres/, postgres-password.
Keep copies of server-key and certificate: terminals know the server by them.

Exit codes: 0 stopped when asked; 1 could not run; 2 wrong arguments.`;

const EXIT = { asked: 0, failed: 1, usage: 2 } as const;

interface Options {
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly publicAddress?: string;
  readonly restored?: boolean;
}

/** `npm run server`: the sync server, until asked to stop. Answers the process's exit code. */
export async function runServer(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'number') return options;
  // From here on, so that whoever asks while it starts is heard.
  const asked = askedToStop();
  let server: RunningServer;
  try {
    server = await start(options);
  } catch (problem) {
    console.error(`The server does not start: ${sentence(problem)}`);
    // A parent's channel that is listened to would keep this process alive.
    if (process.connected) process.disconnect();
    return EXIT.failed;
  }
  announce(server);
  await asked;
  await server.close();
  // A parent that is still there would keep this process alive.
  if (process.connected) process.disconnect();
  return EXIT.asked;
}

function start(options: Options): Promise<RunningServer> {
  const { env } = process;
  const { COUNTERFOIL_TLS_CERT: certPath, COUNTERFOIL_TLS_KEY: keyPath } = env;
  if (!certPath !== !keyPath) throw new DatabaseUnusable('COUNTERFOIL_TLS_CERT and COUNTERFOIL_TLS_KEY go together');
  return startServer({
    dataDir: resolve(options.data),
    host: options.host,
    port: options.port,
    publicAddress: options.publicAddress,
    restored: options.restored ?? false,
    databaseUrl: env.DATABASE_URL || undefined,
    appDatabaseUrl: env.APP_DATABASE_URL || undefined,
    serverKey: env.COUNTERFOIL_SERVER_KEY || undefined,
    tls: certPath && keyPath ? { certPath, keyPath } : undefined,
    ...{ house, centre, log },
  });
}

const log: Log = (line) => console.log(JSON.stringify({ at: new Date().toISOString(), ...line }));

function readOptions(args: readonly string[]): Options | number {
  const command = new Command('npm run server --')
    .description('Runs the sync server of one or more clinics.')
    .requiredOption('--data <folder>', "the server's own folder; made when it is not there", 'data/server')
    .option('--host <address>', 'address to listen on; 0.0.0.0 for terminals on other machines', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0 takes one that is free', readPort, 4443)
    .option(
      '--public-address <https://host:port>',
      'how terminals reach this server, where that is not host and port',
      readAddress,
    )
    .option('--restored', 'the database was put back from a backup: terminals then send again what it does not have')
    .addHelpText('after', ENVIRONMENT)
    .exitOverride();
  try {
    return command.parse(args, { from: 'user' }).opts<Options>();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.asked : EXIT.usage;
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

function readAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:') throw new InvalidArgumentError('An address looks like https://host:port.');
  return url.origin;
}

function announce({ address, fingerprint }: RunningServer): void {
  if (process.send) {
    process.send({ ready: true, address, fingerprint });
    return;
  }
  console.log(
    `The server is at ${address}${fingerprint ? `\nits certificate's SHA-256 is ${fingerprint}` : ''}\n(stop with Ctrl-C)`,
  );
}

/** Ctrl-C, a service's stop, or a parent that went. */
function askedToStop(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
    process.once('disconnect', () => done());
  });
}

/** A user's mistake is a sentence; a bug of ours keeps its trace. */
function sentence(problem: unknown): string {
  if (problem instanceof DatabaseUnusable || problem instanceof MigrationChanged) return problem.message;
  const { code, message, stack } = problem as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return 'the port is taken: give another with --port, or 0 for one that is free';
  if (code !== undefined && /^E[A-Z]+$/.test(code)) return message;
  return stack ?? String(problem);
}
