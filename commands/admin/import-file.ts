import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { previewImport, runImport } from '#main/imports/imports.ts';
import { Refused } from '../admin-client.ts';
import { Misuse } from '../command-line.ts';
import { sentenceFor } from '../words.ts';
import type { Outcome, Run } from './asking.ts';

export async function importFile(run: Run, kind: string, file: string): Promise<Outcome> {
  const csvText = await readFile(file, 'utf8').catch((problem: NodeJS.ErrnoException) => {
    throw new Misuse(`${file} cannot be read: ${problem.code ?? problem.message}`);
  });
  const preview = await previewImport({ kind, fileName: basename(file), csvText });
  if (!preview.ok) throw new Refused(preview.refusal);
  for await (const message of runImport(hostOf(run), null, { kind, csvText, mapping: preview.result.mapping })) {
    if (message.kind === 'progress') {
      process.stderr.write(`\r${message.done} of ${message.total} rows `);
      continue;
    }
    process.stderr.write('\n');
    if (message.kind === 'stopped') throw new Refused(message.refusal);
    const { added, already, refused } = message.report;
    const rows = refused.map(({ row, code, details }) => `  row ${row}: ${sentenceFor(code, details)}`);
    return {
      say: [`${added} added, ${already} were there already, ${refused.length} refused.`, ...rows].join('\n'),
      result: message.report,
    };
  }
  throw new Error('the import ended without a report');
}

/** The server in the place of a terminal, for the import that both share. */
function hostOf(run: Run): Parameters<typeof runImport>[0] {
  return {
    mayExecute: () => undefined,
    execute: async (_session: string | null, operation: string, input: unknown) => {
      try {
        return { ok: true as const, result: await run(operation as 'importPatients', input as never) };
      } catch (problem) {
        if (!(problem instanceof Refused)) throw problem;
        return { ok: false as const, refusal: problem.refusal };
      }
    },
  };
}
