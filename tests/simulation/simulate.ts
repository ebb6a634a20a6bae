import { commandLine, EXIT, runCommand, TEMPORARY_FOLDER, wholeNumber } from '../../commands/command-line.ts';
import { runSeeds, type SeedReport } from './run-seeds.ts';

const MOST = 999_999_999;

const command = commandLine('npm run simulate --', {
  description:
    'Works seeded clinic days on the real stores through a network that drops, delays, repeats and reorders, with clocks that jump, terminals and servers that restart, and a forced lock; then checks that nothing was lost or changed.',
  more: `The last line of output is one JSON object:
  {"seeds", "from", "failed": [seed], "operations", "faults": {kind: n}, "ms"}`,
  environment: { ...TEMPORARY_FOLDER },
  exits: { 0: 'every seed passed', 1: 'a seed did not, and is named with what was wrong', 130: 'interrupted' },
})
  .requiredOption('--seeds <number>', 'how many seeds to run', wholeNumber(1, MOST))
  .option('--from <number>', 'the first seed', wholeNumber(0, MOST), 1)
  .option('--json', 'print nothing but the JSON line')
  .action(simulate);

interface Options {
  readonly seeds: number;
  readonly from: number;
  readonly json?: boolean;
}

/** Faults of one seed that are printed; the first says most. */
const SHOWN = 8;

async function simulate({ seeds, from, json = false }: Options): Promise<void> {
  const summary = await runSeeds({ seeds, from, tell: (report) => tell(report, json) });
  console.log(JSON.stringify(summary));
  if (summary.failed.length > 0) process.exitCode = EXIT.foundWrong;
}

function tell(report: SeedReport, json: boolean): void {
  if (json && report.faults.length === 0) return;
  const print = json ? console.error : console.log;
  print(
    `seed ${report.seed}: ${report.operations} operations, ${report.entries} entries, ${Math.round(report.ms)} ms, trace ${report.trace.slice(0, 8)}`,
  );
  for (const fault of report.faults.slice(0, SHOWN)) print(`  ${fault.slice(0, 1000)}`);
  if (report.faults.length > SHOWN) print(`  and ${report.faults.length - SHOWN} more`);
  if (report.faults.length > 0) print(`  replay: npm run simulate -- --seeds 1 --from ${report.seed}`);
}

process.exitCode = await runCommand(command, process.argv.slice(2));
