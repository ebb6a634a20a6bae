import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Admin, openAdmin } from './admin-client.ts';
import { startChild } from './child.ts';

const SERVER = fileURLToPath(new URL('../sync-server/index.ts', import.meta.url));

/** A sync server of ours in a process of its own, on a port of this machine. */
export interface ServerProcess {
  readonly address: string;
  readonly dataDir: string;
  readonly admin: Admin;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** @param port 0 takes one that is free */
export async function startServer(dataDir: string, port = 0): Promise<ServerProcess> {
  const child = await startChild(SERVER, ['--data', dataDir, '--port', String(port)], (message) => {
    const told = message as { ready?: boolean; address?: string };
    return told.ready ? told.address : undefined;
  });
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
