import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDemo, type RunningDemo } from '../../commands/start/demo.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-start-test-'));
  // PostgreSQL may run as another user than root, who must be able to pass through.
  await chmod(folder, 0o711);
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

interface Started extends RunningDemo {
  readonly told: readonly string[];
  stop(): Promise<void>;
}

/** The demo as `npm start` runs it, without building a window. */
async function start(pagePort?: number): Promise<Started> {
  const stops: (() => Promise<void>)[] = [];
  const told: string[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  const build = async () => {};
  const options = { folder: join(folder, 'demo'), pagePort, browser: true, build, tell: (said: string) => told.push(said) };
  try {
    return { ...(await openDemo(options, stops)), told, stop };
  } catch (problem) {
    await stop();
    throw problem;
  }
}

async function linksOf({ offered }: RunningDemo): Promise<string[]> {
  return Promise.all(offered.map(async ({ link }) => new URL((await link?.()) ?? '').origin));
}

/** Somebody else's program at a port. */
async function occupy(port: number): Promise<() => Promise<void>> {
  const other = createServer();
  await new Promise<void>((listening) => other.listen(port, '127.0.0.1', listening));
  return () => new Promise((closed) => other.close(() => closed()));
}

const portOf = (address: string) => Number(new URL(address).port);

describe('npm start', () => {
  it('has the addresses of the last time, says which it could not take again, and runs once', { timeout: 300_000 }, async () => {
    const first = await start();
    const [reception = '', ...others] = await linksOf(first);
    await expect(start()).rejects.toThrow(
      new RegExp(
        `^The demo in \\S+ is running already \\(process ${process.pid}\\)\\. Its start page is ${first.address}\\. Stop it`,
      ),
    );
    await first.stop();

    const leave = await occupy(portOf(reception));
    const second = await start();
    const [moved, ...again] = await linksOf(second);
    expect([second.address, second.server.address, again]).toEqual([first.address, first.server.address, others]);
    expect(second.told).toEqual([expect.stringContaining(`port ${portOf(reception)}: Reception has another address`)]);
    expect(moved).not.toBe(reception);
    await second.stop();
    await leave();

    const away = await occupy(portOf(first.server.address));
    await expect(start()).rejects.toThrow(/has taken port \d+, by which the demo's terminals know their server/);
    await away();
  });
});
