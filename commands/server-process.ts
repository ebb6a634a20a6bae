import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Admin, openAdmin } from './admin-client.ts';
import { startChild } from './child.ts';

const SERVER = fileURLToPath(new URL('./server.ts', import.meta.url));

/** A sync server of ours in a process of its own, on a port of this machine. */
export interface ServerProcess {
  readonly address: string;
  readonly dataDir: string;
  readonly admin: Admin;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** A rehearsal must not touch the clinic that somebody's environment names. */
const ALL_ITS_OWN = {
  DATABASE_URL: '',
  APP_DATABASE_URL: '',
  COUNTERFOIL_SERVER_KEY: '',
  COUNTERFOIL_TLS_CERT: '',
  COUNTERFOIL_TLS_KEY: '',
} as const;

/**
 * @param port 0 takes one that is free
 * @param environment what the server shall obey; by default it keeps everything in its data folder
 */
export async function startServer(
  dataDir: string,
  port = 0,
  environment: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const args = ['--data', dataDir, '--port', String(port)];
  const child = await startChild(SERVER, args, addressIn, { ...ALL_ITS_OWN, ...environment });
  const address = child.ready;
  const admin = await openAdmin(address, dataDir);
  return {
    address,
    dataDir,
    admin,
    process: child.process,
    async stop() {
      await admin.close();
      await child.stop();
    },
  };
}

function addressIn(message: unknown): string | undefined {
  const told = message as { ready?: boolean; address?: string };
  return told.ready ? told.address : undefined;
}
