import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { centre, house } from '#domain/registry.ts';
import type { Log } from '#server/parts.ts';
import { type RunningServer, startServer } from '#server/start-server.ts';
import { DatabaseUnusable } from '#server/store/connect.ts';
import { MigrationChanged } from '#server/store/migrate.ts';
import { askedToStop } from './asked-to-stop.ts';
import { CannotRun, commandLine, Misuse, readPort, runCommand } from './command-line.ts';
import { sentenceOfFault } from './system-fault.ts';

const command = commandLine('npm run server --', {
  description: 'Runs the sync server of one or more clinics, until asked to stop.',
  more: `In <data>: server-key, certificate, admin.token (what "npm run admin" shows the server), postgres/, postgres-password.
Keep copies of server-key and certificate: terminals know the server by them.`,
  environment: {
    DATABASE_URL:
      "postgres://user:password@host:port/database of a PostgreSQL 16 or newer. Its user makes the roles <database>_owner (owns the tables, cannot log in) and <database>_app (what the server works as: owns nothing, bypasses nothing; its password is derived from this address). Without it, a PostgreSQL of the server's own is kept in <data>/postgres",
    APP_DATABASE_URL:
      'where that user may not make roles: the same database as <database>_app made by hand. Then make <database>_owner too, and grant it to that user',
    COUNTERFOIL_SERVER_KEY:
      "the server's Ed25519 key (PKCS#8, base64), for several processes on one database. Without it: <data>/server-key",
    COUNTERFOIL_TLS_CERT:
      'path of a certificate chain, PEM. Without it: <data>/certificate, made by the server and known to terminals by its fingerprint',
    COUNTERFOIL_TLS_KEY: "path of that certificate's key, PEM; both or none",
  },
  exits: { 0: 'stopped when asked', 1: 'could not run' },
})
  .option('--data <folder>', "the server's own folder; made when it is not there", 'data/server')
  .option('--host <address>', 'address to listen on; 0.0.0.0 for terminals on other machines', '127.0.0.1')
  .option('--port <number>', 'port to listen on; 0 takes one that is free', readPort, 4443)
  .option('--public-address <https://host:port>', 'how terminals reach this server, where that is not host and port', readAddress)
  .option('--restored', 'the database was put back from a backup: terminals then send again what it does not have')
  .action(runServer);

interface Options {
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly publicAddress?: string;
  readonly restored?: boolean;
}

async function runServer(options: Options): Promise<void> {
  // From here on, so that whoever asks while it starts is heard.
  const asked = askedToStop();
  try {
    const server = await start(options).catch((problem) => {
      throw inWords(problem);
    });
    announce(server);
    await asked;
    await server.close();
  } finally {
    // A parent's channel that is listened to would keep this process alive.
    if (process.connected) process.disconnect();
  }
}

function start(options: Options): Promise<RunningServer> {
  const { env } = process;
  const { COUNTERFOIL_TLS_CERT: certPath, COUNTERFOIL_TLS_KEY: keyPath } = env;
  if (!certPath !== !keyPath) throw new Misuse('COUNTERFOIL_TLS_CERT and COUNTERFOIL_TLS_KEY go together: set both or none.');
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

function readAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:') throw new InvalidArgumentError('An address looks like https://host:port.');
  return url.origin;
}

function announce({ address, fingerprint }: RunningServer): void {
  if (process.send) {
    // A parent that went meanwhile is told nothing; we end.
    if (process.connected) process.send({ ready: true, address, fingerprint });
    return;
  }
  console.log(
    `The server is at ${address}${fingerprint ? `\nits certificate's SHA-256 is ${fingerprint}` : ''}\n(stop with Ctrl-C)`,
  );
}

/** Of the system; and of PostgreSQL where it is about connections, logins, room, its own stop and privileges. */
const OF_THE_WORLD = /^(E[A-Z]+|(08|28|53|57)...|42501)$/;

/** What a person can mend is a sentence; a bug of ours stays what it is. */
function inWords(problem: Error & { code?: string }): Error {
  if (problem.code === 'EADDRINUSE')
    return new CannotRun('The server does not start: the port is taken. Give another with --port, or 0 for one that is free.');
  const byPeople = problem instanceof DatabaseUnusable || problem instanceof MigrationChanged;
  const aroundUs = OF_THE_WORLD.test(problem.code ?? '');
  return byPeople || aroundUs ? new CannotRun(`The server does not start: ${sentenceOfFault(problem)}`) : problem;
}

process.exitCode = await runCommand(command, process.argv.slice(2));
