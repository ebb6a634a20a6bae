import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { house } from '#domain/registry.ts';
import { storeFileOf } from '#main/store/open-terminal-store.ts';
import { verifyTerminalStore } from '#main/store/verify-terminal-store.ts';
import { commandLine, EXIT, Misuse, runCommand } from './command-line.ts';
import type { Verified } from './verified.ts';
import { verifyServer } from './verify-server.ts';

const command = commandLine('npm run verify --', {
  description:
    "Checks a log from its first entry: hashes, chain, signatures, totals, the server's tree, and that the records are what the log makes of them. Changes nothing.",
  environment: {
    APP_DATABASE_URL: "as the server's, where the roles of its database were made by hand",
  },
  exits: { 0: 'everything holds', 1: 'something does not, and the first bad entry is named; or the log cannot be read' },
})
  .argument('<log>', "a terminal's data folder, the server's data folder, or the server's DATABASE_URL")
  .option('--json', 'print one JSON object instead of sentences')
  .action(async (log: string, { json = false }: { json?: boolean }) => {
    const found = await verify(log);
    console.log(json ? JSON.stringify(found) : sentenceOf(found));
    if (!found.ok) process.exitCode = EXIT.foundWrong;
  });

async function verify(log: string): Promise<Verified> {
  if (/^postgres(ql)?:\/\//.test(log))
    return verifyServer({ databaseUrl: log, appDatabaseUrl: process.env.APP_DATABASE_URL || undefined });
  const folder = resolve(log);
  if (existsSync(storeFileOf(folder))) return verifyTerminal(folder);
  if (existsSync(join(folder, 'server-key'))) return verifyServer({ dataDir: folder });
  throw new Misuse(`${folder} is neither a terminal's nor a server's data folder.`);
}

function verifyTerminal(folder: string): Verified {
  const { entries, records, fault, differs, identity } = verifyTerminalStore(storeFileOf(folder), house);
  const where = fault?.seq ? `entry ${identity.terminalId}/${fault.epoch}/${fault.seq}` : `position ${fault?.position ?? '?'}`;
  const said = fault
    ? `${where}: ${fault.what}`
    : differs
      ? `record ${differs.record} ${differs.id} is not what the log makes of it`
      : null;
  return { ok: said === null, what: 'terminal', entries, records, fault: said };
}

function sentenceOf({ ok, what, entries, records, fault }: Verified): string {
  return ok
    ? `The ${what}'s log holds: ${entries} entries, and ${records} records are what they make.`
    : `The ${what}'s log does not hold. First bad: ${fault}\n(${entries} entries before it hold.)`;
}

process.exitCode = await runCommand(command, process.argv.slice(2));
