import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';

/** By what listens there: `start-page`, a terminal's folder in the demo, `window`. */
const portsByName = z.record(z.string().max(200), z.number().int().min(1).max(65_535));

/** The ports that pages had, so that a window left open or a bookmark finds them again at the next start. */
export interface KeptPorts {
  /**
   * The port this had before where that is free, else 0: any that is free.
   * @param tell hears that the port of before is taken
   */
  wanted(name: string, tell: (taken: number) => void): Promise<number>;
  of(name: string): number | undefined;
  keep(name: string, port: number): Promise<void>;
}

/** @param folder where they are kept; it need not be there yet */
export function keptPorts(folder: string): KeptPorts {
  const file = join(folder, 'ports.json');
  const known = new Map(Object.entries(readPorts(file)));
  return {
    async wanted(name, tell) {
      const before = known.get(name);
      if (before === undefined || (await isFree(before))) return before ?? 0;
      tell(before);
      return 0;
    },
    of: (name) => known.get(name),
    async keep(name, port) {
      if (known.get(name) === port) return;
      known.set(name, port);
      // On a full disk the page is there all the same, at another port the next time.
      await write(folder, file, `${JSON.stringify(Object.fromEntries(known), null, 2)}\n`).catch(() => undefined);
    },
  };
}

async function write(folder: string, file: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

/** What cannot be read is as good as nothing: the ports are a convenience. */
function readPorts(file: string): Readonly<Record<string, number>> {
  try {
    return portsByName.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

/** Whether this machine's own address has nobody at this port. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
