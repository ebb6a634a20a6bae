// The store's native part crashes an older Node instead of failing, so this is looked at before anything is loaded.
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(`Counterfoil needs Node 24; this is Node ${process.versions.node}. Run it through npm: npm run terminal`);
  process.exit(1);
}
const { runTerminal } = await import('./run-terminal.ts');
process.exitCode = await runTerminal(process.argv.slice(2));

export {};
