import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ChildFailed, startChild } from './child.ts';

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-child-'));
const never = () => undefined;

/** A process that runs this and never is ready. */
function started(code: string): Promise<unknown> {
  const file = join(folder, 'child.mjs');
  writeFileSync(file, code);
  return startChild(file, [], never);
}

describe('a process of ours that does not start', () => {
  it('is told by the sentence with which it gave up', async () => {
    const said = started('console.log("busy"); console.error("The port is taken."); process.exitCode = 1;');
    await expect(said).rejects.toThrow(new ChildFailed('The port is taken.'));
  });

  it.each([
    ['a fault of its own', 'throw new Error("a bug")', /child\.mjs ended with code 1:\n[\s\S]*a bug[\s\S]*\n\s+at /],
    ['no word', 'process.exitCode = 3', /child\.mjs ended with code 3:\n$/],
    ['a word only in passing', 'console.log("working"); process.exitCode = 1', /child\.mjs ended with code 1:\nworking$/],
  ])('is named where it ended with %s', async (_, code, said) => {
    await expect(started(code)).rejects.toThrow(said);
  });
});
