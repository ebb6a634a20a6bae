import { randomBytes } from 'node:crypto';
import { chown, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/**
 * Where root's own folders are closed to others, as /root is, PostgreSQL, which runs as another user, could reach neither
 * its programs nor its data in them. Both are then kept here, where everybody may pass.
 */
const PASSABLE = '/var/lib/counterfoil';
const POINTER = 'postgres-folder';

/** The first folder above a path (or itself) that others may not pass through; undefined where there is none. */
async function closedFolder(path: string): Promise<string | undefined> {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/**
 * The folder for a data folder's database: `<dataDir>/postgres`, or one out of the way that `<dataDir>/postgres-folder`
 * names from then on.
 * @param uid of the user PostgreSQL runs as; undefined: the same as ours, who can pass
 */
export async function databaseFolder(dataDir: string, uid: number | undefined): Promise<string> {
  const named = await readFile(join(dataDir, POINTER), 'utf8').catch(() => undefined);
  if (named?.trim()) return named.trim();
  const inside = resolve(dataDir, 'postgres');
  if (uid === undefined || !(await closedFolder(dirname(resolve(dataDir))))) return inside;
  const outside = join(PASSABLE, `database-${randomBytes(8).toString('hex')}`);
  await mkdir(PASSABLE, { recursive: true, mode: 0o755 });
  await writeFile(join(dataDir, POINTER), `${outside}\n`);
  return outside;
}

/** The folder of PostgreSQL's programs, or a copy of it where the user it runs as cannot reach them. */
export async function programFolder(native: string, uid: number | undefined): Promise<string> {
  if (uid === undefined || !(await closedFolder(native))) return native;
  const { mtimeMs } = await stat(join(native, 'bin', 'postgres'));
  const copy = join(PASSABLE, `programs-${Math.floor(mtimeMs)}`);
  if (await stat(copy).catch(() => undefined)) return copy;
  // Copied beside and renamed, so that a copy that was cut off is never used.
  const fresh = `${copy}.${process.pid}`;
  await mkdir(PASSABLE, { recursive: true, mode: 0o755 });
  await cp(native, fresh, { recursive: true, verbatimSymlinks: true });
  await chown(fresh, 0, 0);
  await rename(fresh, copy).catch(() => rm(fresh, { recursive: true, force: true }));
  return copy;
}
