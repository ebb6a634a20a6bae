import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Option } from 'commander';
import { commandLine, runCommand, TEMPORARY_FOLDER } from '../../commands/command-line.ts';
import { paymentBench } from './payment-bench.ts';
import { reconnectBench } from './reconnect-bench.ts';
import { searchBench } from './search-bench.ts';
import { startupBench } from './startup-bench.ts';
import { watchBench } from './watch-bench.ts';

const BENCHES = {
  recordPayment: paymentBench,
  reconnect: reconnectBench,
  search: searchBench,
  startup: startupBench,
  watch: watchBench,
} as const;
type Name = keyof typeof BENCHES;
const NAMES = Object.keys(BENCHES) as Name[];

const command = commandLine('npm run bench --', {
  description: 'Measures what people at a counter wait for, on this machine. Each figure is the median of several runs.',
  more: `The last line of output is one JSON object:
  {"recordPayment": {"p50Us", "p99Us", "bareP50Us", "ratioP50"}, "reconnect": {"entries", "serverMs", "secondTerminalMs",
   "bareServerMs", "bareSecondTerminalMs", "ratioServer", "ratioSecondTerminal", "bareCopyMs"}, "search": {"patients", "storeP99Us", "windowP99Ms"}, "startup": {"entries", "toLoginMs", "rssMb"},
   "watch": {"entries", "fraudPackMs", "notesMs", "alerts", "silentRules", "alertsMs", "dayCloseMs", "dayCloseReadsMs": {"daysList", "dayChecklist",
   "dayFigures", "lateArrivals", "periodsList", "dayBook", "varianceTrend", "exceptions"}, "load", "cores"}}`,
  environment: { ...TEMPORARY_FOLDER },
  exits: { 0: 'measured', 1: 'could not run' },
})
  .addOption(new Option('--only <name>', 'one measurement instead of all').choices(NAMES))
  .option('--json', 'print nothing but the JSON line')
  .action(bench);

async function bench({ only, json = false }: { only?: Name; json?: boolean }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-bench-'));
  // The embedded PostgreSQL runs as another user where we are root, and must get through to its own folder.
  chmodSync(folder, 0o755);
  const figures: Partial<Record<Name, unknown>> = {};
  try {
    for (const name of only ? [only] : NAMES) {
      const startedMs = performance.now();
      figures[name] = await BENCHES[name](folder);
      if (!json) console.log(`${name} (${Math.round((performance.now() - startedMs) / 1000)} s):`, figures[name]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  console.log(JSON.stringify(figures));
}

process.exitCode = await runCommand(command, process.argv.slice(2));
