import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AdmittedWindows } from './admitted-windows.ts';
import { OneTimeLinks } from './one-time-links.ts';

const HOUR_MS = 3_600_000;
const newFile = () => join(mkdtempSync(join(tmpdir(), 'counterfoil-windows-')), 'windows.json');
const linksIn = (file: string | undefined, nowMs?: () => number) =>
  new OneTimeLinks({ windows: new AdmittedWindows(file, nowMs) });

describe('windows that were let in', () => {
  it('are known after a restart, by hashes that open nothing', () => {
    const file = newFile();
    const before = linksIn(file);
    const cookie = before.redeem(before.newToken()) ?? '';
    expect([linksIn(file).admits(cookie), linksIn(undefined).admits(cookie)]).toEqual([true, false]);
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain(cookie);
    for (const { hash } of JSON.parse(text) as { hash: string }[]) expect(linksIn(file).admits(hash)).toBe(false);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('are forgotten a day later, and when the clock stands before them', () => {
    const file = newFile();
    const before = linksIn(file, () => 100 * HOUR_MS);
    const cookie = before.redeem(before.newToken()) ?? '';
    const admitted = (atMs: number) => linksIn(file, () => atMs).admits(cookie);
    expect([admitted(123 * HOUR_MS), admitted(124 * HOUR_MS), admitted(70 * HOUR_MS)]).toEqual([true, false, false]);
  });

  it('are fifty at most, and none where the file is spoiled or cannot be written', () => {
    const file = newFile();
    const links = linksIn(file);
    const cookies = Array.from({ length: 51 }, () => links.redeem(links.newToken()) ?? '');
    expect([cookies[0], cookies[1], cookies[50]].map((one) => linksIn(file).admits(one))).toEqual([false, true, true]);
    writeFileSync(file, '[{"hash":1}]');
    expect(linksIn(file).admits(cookies[50])).toBe(false);
    const nowhere = linksIn(join(file, 'none'));
    expect(nowhere.admits(nowhere.redeem(nowhere.newToken()))).toBe(true);
  });
});
