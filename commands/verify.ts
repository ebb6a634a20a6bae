import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { house } from '#domain/registry.ts';
import { readIdentity } from '#main/identity/identity-file.ts';
import { storeFileOf } from '#main/store/open-terminal-store.ts';
import { StoreFault } from '#main/store/store-fault.ts';
import { type StoreVerification, verifyTerminalStore } from '#main/store/verify-terminal-store.ts';
import { CannotRun, commandLine, EXIT, Misuse, runCommand } from './command-line.ts';
import { entryNamed, sentenceOf, type Verified } from './verified.ts';
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

async function verifyTerminal(folder: string): Promise<Verified> {
  const file = storeFileOf(folder);
  // Only to say which terminal it is: a folder whose identity cannot be read is verified all the same.
  const known = await readIdentity(folder).catch(() => undefined);
  const { entries, records, fault, differs, identity } = verifiedStore(file);
  const { terminalId, epoch } = identity;
  const terminalCode = known?.terminalId === terminalId ? known.terminalCode : null;
  const at = (seq: number | null, position: number | null) =>
    seq === null
      ? position === null
        ? 'the file'
        : `position ${position}`
      : entryNamed({ terminalId, terminalCode, epoch, seq });
  const said = fault
    ? `${at(fault.seq, fault.position)}: ${fault.what}`
    : differs
      ? `record ${differs.record} ${differs.id} is not what the log makes of it`
      : null;
  return { ok: said === null, what: 'terminal', entries, records, fault: said };
}

function verifiedStore(file: string): StoreVerification {
  try {
    return verifyTerminalStore(file, house);
  } catch (fault) {
    if (!(fault instanceof StoreFault && fault.reason === 'damaged')) throw fault;
    throw new CannotRun(
      `${file} is damaged: it was cut off or overwritten, or its disk is failing, and its log cannot be read to its end (${fault.code}).
Keep a copy of the whole folder as it is, and mend nothing in it. What this terminal had sent is at the server: verify that too.
Then enrol the machine anew with an empty folder. docs/runbooks/verify-names-an-entry.md goes through it.`,
    );
  }
}

process.exitCode = await runCommand(command, process.argv.slice(2));
