import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.map': 'application/json',
};

/** Serves a file of the built window; false when there is none, and for any path that leads out of the folder. */
export async function serveFile(folder: string, path: string, response: ServerResponse, headOnly: boolean): Promise<boolean> {
  const file = fileFor(folder, path);
  const type = file && TYPES[extname(file)];
  if (!file || !type) return false;
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return false;
  response.writeHead(200, { 'content-type': type, 'content-length': found.size });
  if (headOnly) response.end();
  else await pipeline(createReadStream(file), response).catch(() => response.destroy());
  return true;
}

/** The file a path names inside the folder; undefined where it leads out. */
export function fileFor(folder: string, path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const root = resolve(folder);
  const file = resolve(root, `.${decoded === '/' ? '/index.html' : decoded}`);
  return file.startsWith(root + sep) ? file : undefined;
}
