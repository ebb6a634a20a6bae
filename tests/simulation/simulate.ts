import { Command, InvalidArgumentError } from 'commander';
import { runSeeds, type SeedReport } from './run-seeds.ts';

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('is not a whole number');
  return Number(text);
}

const program = new Command('simulate')
  .description(
    'Works seeded clinic days on the real stores through a network that drops, delays, repeats and reorders, with clocks\n' +
      'that jump, terminals and servers that restart, and a forced lock; then checks that nothing was lost or changed.',
  )
  .requiredOption('--seeds <n>', 'how many seeds to run', whole)
  .option('--from <s>', 'the first seed', whole, 1)
  .option('--json', 'print nothing but the JSON line');

const options = program.parse().opts<{ seeds: number; from: number; json?: boolean }>();

/** Faults of one seed that are printed; the first says most. */
const SHOWN = 8;

function tell(report: SeedReport): void {
  if (options.json && report.faults.length === 0) return;
  const print = options.json ? console.error : console.log;
  print(
    `seed ${report.seed}: ${report.operations} operations, ${report.entries} entries, ${Math.round(report.ms)} ms, trace ${report.trace.slice(0, 8)}`,
  );
  for (const fault of report.faults.slice(0, SHOWN)) print(`  ${fault.slice(0, 1000)}`);
  if (report.faults.length > SHOWN) print(`  and ${report.faults.length - SHOWN} more`);
  if (report.faults.length > 0) print(`  replay: npm run simulate -- --seeds 1 --from ${report.seed}`);
}

const summary = await runSeeds({ seeds: options.seeds, from: options.from, tell });
console.log(JSON.stringify(summary));
process.exitCode = summary.failed.length === 0 ? 0 : 1;
