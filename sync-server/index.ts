// An older Node cannot read what follows, so this is looked at before anything is loaded.
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(`Counterfoil needs Node 24; this is Node ${process.versions.node}. Run it through npm: npm run server`);
  process.exit(1);
}
const { runServer } = await import('./run-server.ts');
process.exitCode = await runServer(process.argv.slice(2));

export {};
