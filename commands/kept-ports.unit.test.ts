import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { keptPorts } from './kept-ports.ts';

const others: Server[] = [];
afterEach(() => {
  for (const one of others.splice(0)) one.close();
});

/** Somebody else's program at a port of this machine. */
async function otherProgram(): Promise<number> {
  const one = createServer();
  others.push(one);
  await new Promise<void>((listening) => one.listen(0, '127.0.0.1', listening));
  return (one.address() as AddressInfo).port;
}

/** A port that was free just now. */
async function freePort(): Promise<number> {
  const port = await otherProgram();
  await new Promise((closed) => others.pop()?.close(closed));
  return port;
}

const newFolder = () => mkdtemp(join(tmpdir(), 'counterfoil-ports-'));

describe('ports that are kept', () => {
  it('are the same at the next start', async () => {
    const folder = join(await newFolder(), 'demo');
    const port = await freePort();
    const taken: number[] = [];
    const first = keptPorts(folder);
    expect(await first.wanted('cashier', (one) => taken.push(one))).toBe(0);
    await first.keep('cashier', port);
    const next = keptPorts(folder);
    expect(next.of('cashier')).toBe(port);
    expect(await next.wanted('cashier', (one) => taken.push(one))).toBe(port);
    expect(await next.wanted('reception', (one) => taken.push(one))).toBe(0);
    expect(taken).toEqual([]);
  });

  it('are others where another program has come, which is said and remembered', async () => {
    const folder = await newFolder();
    const port = await otherProgram();
    await keptPorts(folder).keep('cashier', port);
    const taken: number[] = [];
    const ports = keptPorts(folder);
    expect(await ports.wanted('cashier', (one) => taken.push(one))).toBe(0);
    expect(taken).toEqual([port]);
    await ports.keep('cashier', port === 50_000 ? 50_001 : 50_000);
    expect(JSON.parse(await readFile(join(folder, 'ports.json'), 'utf8')).cashier).toBeGreaterThanOrEqual(50_000);
  });

  it('keep nothing from starting where they cannot be written', async () => {
    const file = join(await newFolder(), 'file');
    await writeFile(file, '');
    const ports = keptPorts(join(file, 'none'));
    await ports.keep('cashier', 50_000);
    expect(ports.of('cashier')).toBe(50_000);
  });

  it.each(['{', '[]', '{"cashier":"http"}', '{"cashier":70000}'])('are any where the file says %s', async (text) => {
    const folder = await newFolder();
    await writeFile(join(folder, 'ports.json'), text);
    expect(await keptPorts(folder).wanted('cashier', () => expect.unreachable())).toBe(0);
  });
});
