import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { claimFolder, FolderInUse } from './claim-folder.ts';

it('lets one program at a time into a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-claim-'));
  try {
    const letGo = claimFolder(join(folder, 'new'));
    expect(() => claimFolder(join(folder, 'new'))).toThrow(new FolderInUse(process.pid));
    expect(new FolderInUse(7).message).toContain('process 7');
    letGo();
    claimFolder(join(folder, 'new'))();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
