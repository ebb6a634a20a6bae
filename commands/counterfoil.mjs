// Plain JavaScript, so that an old Node can read it and say what is missing instead of failing on the first type.
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const [command = 'start', ...rest] = process.argv.slice(2);
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Counterfoil needs Node 24; this is Node ${process.versions.node}.\n` +
      'Run it through npm ("npm start", "npm run <command>"): npm install has put Node 24 into the project.',
  );
  process.exit(1);
}
// Half of what a start costs is reading TypeScript. What was read is kept, here and for the processes this one starts.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/read', import.meta.url));
module.enableCompileCache(process.env.NODE_COMPILE_CACHE);

const ENTRIES = {
  start: './start.ts',
  server: './server.ts',
  terminal: './terminal.ts',
  admin: './admin.ts',
  verify: './verify.ts',
  day: './day.ts',
  simulate: '../tests/simulation/simulate.ts',
  bench: '../tests/bench/bench.ts',
};
const entry = Object.hasOwn(ENTRIES, command) ? ENTRIES[command] : undefined;
if (!entry) {
  console.error(`Unknown command "${command}". There are: ${Object.keys(ENTRIES).join(', ')}.`);
  process.exit(2);
}
process.argv = [process.argv[0], fileURLToPath(new URL(entry, import.meta.url)), ...rest];
await import(entry);
