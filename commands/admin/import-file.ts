import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { isRefusal } from '#domain/kernel/refusal.ts';
import { type ImportReport, previewImport, runImport } from '#main/imports/imports.ts';
import { readFileText } from '../../src/renderer/imports/file-text.ts';
import { Refused } from '../admin-client.ts';
import { CannotRun, Misuse } from '../command-line.ts';
import { whyNot } from '../system-fault.ts';
import { sentenceFor } from '../words.ts';
import type { Outcome, Run } from './asking.ts';
import { type ChosenColumn, chosenMapping, columnsSaid, encodingSaid, headingsSaid } from './import-columns.ts';

interface FileToImport {
  readonly kind: string;
  readonly file: string;
  readonly chosen: readonly ChosenColumn[];
  readonly addLookalikes: boolean;
}

/** Imports what can be imported. Refused as a whole where a needed column is missing or the file cannot be read. */
export async function importFile(run: Run, asked: FileToImport): Promise<Outcome> {
  const { kind, addLookalikes } = asked;
  const csvText = await textOf(asked.file);
  const mapping = await mappingOf(asked, csvText);
  for await (const message of runImport(hostOf(run), null, { kind, csvText, mapping, addLookalikes })) {
    if (message.kind === 'progress') {
      process.stderr.write(`\r${message.done} of ${message.total} rows `);
      continue;
    }
    process.stderr.write('\n');
    if (message.kind === 'stopped') throw new Refused(message.refusal);
    return outcomeOf(message.report);
  }
  throw new Error('the import ended without a report');
}

async function textOf(file: string): Promise<string> {
  const bytes = await readFile(file).catch((problem: Error) => {
    throw new Misuse(`${file} cannot be read: ${whyNot(problem)}.`);
  });
  const read = readFileText(bytes);
  if (isRefusal(read)) throw new Refused(read);
  console.error(encodingSaid(read));
  return read.text;
}

async function mappingOf({ kind, file, chosen }: FileToImport, csvText: string) {
  const preview = await previewImport({ kind, fileName: basename(file), csvText });
  if (!preview.ok) throw new Refused(preview.refusal);
  const { header, columns, problem } = preview.result;
  if (chosen.length === 0 && problem && problem.code !== 'column-missing') throw new Refused(problem);
  const mapping = chosenMapping(preview.result, chosen);
  const missing = columns.filter(({ field, required }) => required && typeof mapping[field] !== 'number');
  if (missing.length > 0) {
    const wanted = missing.map(({ field, title }) => `  --column ${field}=<heading>  ${title}`);
    throw new CannotRun(`Say which column is which:\n${wanted.join('\n')}\n${headingsSaid({ header })}`);
  }
  console.error(columnsSaid(preview.result, mapping));
  return mapping;
}

function outcomeOf(report: ImportReport): Outcome {
  const { added, already, refused } = report;
  const rows = refused.map(({ row, code, details }) => `  row ${row}: ${sentenceFor(code, details)}`);
  const alike = refused.some(({ code }) => code === 'looks-like-patient');
  if (alike)
    rows.push('Those who look like somebody here are other people after all? Import the file again with --add-lookalikes.');
  return {
    say: [`${added} added, ${already} were there already, ${refused.length} refused.`, ...rows].join('\n'),
    result: report,
    inPart: refused.length > 0,
  };
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
