import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine, EXIT, Misuse, runCommand, TEMPORARY_FOLDER, wholeNumber } from './command-line.ts';
import { type DayReport, isSound } from './day/report.ts';
import { workDay } from './day/work-day.ts';
import { whyNot } from './system-fault.ts';

const command = commandLine('npm run day --', {
  description:
    'Works a whole clinic day with no screen: a fresh server on a PostgreSQL of its own, one process per terminal, cut networks, discounts, advances, refunds, a handover, a forced lock with a terminal missing, its late arrival, and attempts at fraud, each of which must be caught; then compares everything.',
  more: `The last line of output is one JSON object:
  {"ok", "visits": {state: n}, "terminals": [{"id", "kind", "entries", "offlineMs", "money": {tender: minor}}],
   "server": {"entries", "money": {tender: minor}}, "accepted", "flagged", "refused", "late",
   "lockedDay": {"atLock": {…}, "atEnd": {…}}, "chainsVerified", "replicasEqual",
   "ledger": {"collectedMinor", "owedMinor", "duesMinor", "advancesMinor", "excessMinor"},
   "fraud": [{"attempt", "caught": "refused"|"flagged"|"exception"|"fraud-pack"|"verify"|null, "where"}]}
Money is what was taken from patients less what was given back. There is one visit more than asked for, of a patient who is
seen and never billed, and one terminal more than the five of the clinic, which runs
a program that somebody has changed.`,
  environment: { ...TEMPORARY_FOLDER },
  exits: {
    0: 'everything matches and every attempt was caught',
    1: 'something does not, or was not, and is named on standard error',
  },
})
  .requiredOption('--patients <file>', "patients to import, a CSV file in Synthea's layout or another with headers")
  .option('--visits <number>', 'visits to work from registration to receipt', wholeNumber(5, 2000), 60)
  .option('--seed <number>', 'whose choices to make', wholeNumber(0, 4_294_967_295), 1)
  .option('--keep <folder>', 'work in this folder and leave it, instead of a temporary one')
  .option('--json', 'print nothing but the last line')
  .action(async (options: { patients: string; visits: number; seed: number; keep?: string; json?: boolean }) => {
    const patientsCsv = await readFile(options.patients, 'utf8').catch((problem: NodeJS.ErrnoException) => {
      throw new Misuse(`The patients' file ${options.patients} cannot be read: ${whyNot(problem)}.`);
    });
    const folder = options.keep ?? (await temporaryFolder());
    const tell = options.json ? () => undefined : (line: string) => console.log(line);
    try {
      const report: DayReport = await workDay({ ...options, folder, patientsCsv, patientsFile: options.patients, tell });
      for (const problem of report.problems) console.error(problem);
      const { problems: _, ...printed } = report;
      const ok = isSound(report);
      console.log(JSON.stringify({ ok, ...printed }));
      if (!ok) process.exitCode = EXIT.foundWrong;
    } finally {
      if (!options.keep) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-day-'));
  // Where PostgreSQL runs as another user than root, that user must be able to pass through.
  await chmod(folder, 0o711);
  return folder;
}

process.exitCode = await runCommand(command, process.argv.slice(2));
