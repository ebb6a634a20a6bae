import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command, Option } from 'commander';
import type { DayChecklist } from '#domain/business-days/day-checklist.ts';
import { ROLES, type Role } from '#domain/kernel/roles.ts';
import { importKinds } from '#domain/registry.ts';
import { previewImport, runImport } from '#main/imports/imports.ts';
import { type Admin, openAdmin, Refused } from './admin-client.ts';
import { askPassword } from './ask-password.ts';
import { Misuse, runCommand } from './command-line.ts';

const ENVIRONMENT = `
Environment:
  COUNTERFOIL_SERVER_DATA      the server's data folder, where --data is not given
  COUNTERFOIL_SERVER_ADDRESS   https://host:port of the server, where --server is not given
  COUNTERFOIL_PASSWORD         a password to set, where nobody is asked for it at the keyboard

Runs on the server's machine: the token in the data folder is what allows it. Everything it does is in the clinic's log.
Exit codes: 0 done; 1 refused, or the server does not answer; 2 wrong arguments.`;

const program = new Command('npm run admin --')
  .description('Looks after clinics on the machine the sync server runs on.')
  .option('--data <folder>', "the server's data folder", process.env.COUNTERFOIL_SERVER_DATA ?? 'data/server')
  .option(
    '--server <address>',
    'https://host:port of the server',
    process.env.COUNTERFOIL_SERVER_ADDRESS ?? 'https://127.0.0.1:4443',
  )
  .option('--clinic <id>', 'which clinic; not needed where the server has only one')
  .option('--json', 'print the answer as one JSON object')
  .addHelpText('after', ENVIRONMENT);

interface Global {
  readonly data: string;
  readonly server: string;
  readonly clinic?: string;
  readonly json?: boolean;
}

type Run = ReturnType<Admin['inClinic']>;

/** Opens the administration, runs, prints what came of it, and closes. */
async function withAdmin(work: (admin: Admin) => Promise<{ say: string; result: unknown }>): Promise<void> {
  const { server, data, json } = program.opts<Global>();
  const admin = await openAdmin(server.replace(/\/$/, ''), data);
  try {
    const { say, result } = await work(admin);
    console.log(json ? JSON.stringify(result) : say);
  } finally {
    await admin.close();
  }
}

function withClinic(work: (run: Run) => Promise<{ say: string; result: unknown }>): Promise<void> {
  return withAdmin(async (admin) => {
    const clinics = await admin.clinics();
    const clinicId = program.opts<Global>().clinic ?? (clinics.length === 1 ? clinics[0] : undefined);
    if (clinicId === undefined)
      throw new Misuse(
        clinics.length === 0
          ? 'There is no clinic yet: clinic create'
          : `Which clinic? --clinic with one of\n  ${clinics.join('\n  ')}`,
      );
    if (!clinics.includes(clinicId)) throw new Misuse(`The server has no clinic ${clinicId}.`);
    return work(admin.inClinic(clinicId));
  });
}

const clinic = program.command('clinic').description('clinics of this server');
clinic
  .command('create')
  .description('makes a clinic with its first branch and its administrator')
  .requiredOption('--name <name>', "the clinic's name")
  .requiredOption('--branch <name>', "its first branch's name")
  .option('--branch-code <code>', 'short code of the branch', 'MAIN')
  .requiredOption('--login <login>', "the administrator's login")
  .requiredOption('--admin-name <name>', "the administrator's name")
  .option('--time-zone <zone>', 'IANA time zone', 'Asia/Kolkata')
  .option('--currency <code>', 'ISO 4217', 'INR')
  .option('--gstin <number>', "the clinic's GST number")
  .option('--address <text>', 'as receipts print it', '')
  .action(
    async (
      given: Record<string, string | undefined> & {
        name: string;
        branch: string;
        branchCode: string;
        login: string;
        adminName: string;
      },
    ) => {
      const password = await askPassword(`A first password for ${given.login}`);
      await withAdmin(async (admin) => {
        const result = await admin.createClinic({
          name: given.name,
          timeZone: given.timeZone,
          currency: given.currency,
          gstin: given.gstin ?? null,
          address: given.address ?? '',
          branch: { name: given.branch, code: given.branchCode },
          administrator: { login: given.login, name: given.adminName },
          password,
        });
        return {
          say: `Clinic ${result.clinicId} with branch ${result.branchId}. ${given.login} logs in and changes the password.`,
          result,
        };
      });
    },
  );
clinic
  .command('list')
  .description('lists the clinics of this server')
  .action(() =>
    withAdmin(async (admin) => {
      const result = await admin.clinics();
      return { say: result.length === 0 ? 'There is no clinic yet.' : result.join('\n'), result };
    }),
  );

program
  .command('counter')
  .description('counters of a clinic')
  .command('create')
  .description('makes a counter, where one terminal will stand')
  .requiredOption('--name <name>', 'as people call it')
  .addOption(
    new Option('--kind <kind>', 'what it is for')
      .choices(['reception', 'cashier', 'consulting', 'back-office'])
      .makeOptionMandatory(),
  )
  .option('--branch <id>', 'the branch; not needed where there is only one')
  .action(
    ({ name, kind, branch }: { name: string; kind: 'reception' | 'cashier' | 'consulting' | 'back-office'; branch?: string }) =>
      withClinic(async (run) => {
        const branchId = await branchOf(run, branch);
        const result = await run('createCounter', { branchId, name, kind });
        return { say: `Counter ${result.counterId}.`, result };
      }),
  );

program
  .command('user')
  .description('people who log in')
  .command('create')
  .description('lets somebody log in; they change the password at the first login')
  .requiredOption('--login <login>')
  .requiredOption('--name <name>')
  .addOption(new Option('--role <role...>', 'one or several').choices([...ROLES]).makeOptionMandatory())
  .option('--counter <name...>', 'counters a cashier is assigned to, by name')
  .option('--doctor <name>', 'the doctor this person works as, by name')
  .action(
    async ({
      login,
      name,
      role,
      counter = [],
      doctor,
    }: {
      login: string;
      name: string;
      role: Role[];
      counter?: string[];
      doctor?: string;
    }) => {
      const password = await askPassword(`A first password for ${login}`);
      await withClinic(async (run) => {
        const counterIds = [];
        for (const one of counter) counterIds.push((await counterNamed(run, one)).id);
        const doctorId = doctor === undefined ? null : await doctorNamed(run, doctor);
        const result = await run('createUser', { login, name, roles: role, counterIds, doctorId, password });
        return { say: `User ${result.userId}.`, result };
      });
    },
  );

program
  .command('terminal')
  .description('machines at counters')
  .command('code')
  .description('makes an enrolment code for a counter: one use, ten minutes')
  .requiredOption('--counter <name or id>', 'where the machine will stand')
  .action(({ counter }: { counter: string }) =>
    withClinic(async (run) => {
      const result = await run('createEnrolmentCode', { counterId: (await counterNamed(run, counter)).id });
      const until = new Date(result.expiresAtMs).toLocaleTimeString();
      return { say: `${result.code}\n\nFor ${result.counterName}; one use, until ${until}.`, result };
    }),
  );

program
  .command('import')
  .description('imports a CSV file; importing it twice adds nothing twice')
  .addOption(new Option('--kind <kind>', 'what is in it').choices(importKinds.map(({ kind }) => kind)).makeOptionMandatory())
  .argument('<file>', 'columns are recognised by their headers, in any order')
  .action((file: string, { kind }: { kind: string }) => withClinic((run) => importFile(run, kind, file)));

const day = program.command('day').description('business days');
day
  .command('status')
  .description('what stands between a branch and the lock of its day')
  .option('--branch <id>')
  .option('--date <date>', 'YYYY-MM-DD; the first open day where not given')
  .action(({ branch, date }: { branch?: string; date?: string }) =>
    withClinic(async (run) => {
      const result = await run('dayChecklist', { branchId: await branchOf(run, branch), date: date ?? null });
      return { say: statusOf(result), result };
    }),
  );
day
  .command('lock')
  .description('locks a day for good')
  .requiredOption('--date <date>', 'YYYY-MM-DD')
  .option('--branch <id>')
  .option('--force', 'though a terminal is missing or a till is open')
  .option('--reason <text>', 'why it is forced')
  .action(({ branch, date, force = false, reason = '' }: { branch?: string; date: string; force?: boolean; reason?: string }) =>
    withClinic(async (run) => {
      const result = await run('lockBusinessDay', { branchId: await branchOf(run, branch), date, force, reason });
      const without = result.missing.length > 0 ? ` without ${result.missing.join(', ')}: INCOMPLETE` : '';
      return { say: `${result.date} is locked${without}.`, result };
    }),
  );

async function branchOf(run: Run, asked: string | undefined): Promise<string> {
  if (asked !== undefined) return asked;
  const branches = await run('branchesList', {});
  const [only, another] = branches;
  if (only && !another) return only.id;
  throw new Misuse(`Which branch? --branch with one of\n${branches.map(({ id, name }) => `  ${id}  ${name}`).join('\n')}`);
}

async function counterNamed(run: Run, asked: string): Promise<{ id: string }> {
  const counters = await run('countersList', {});
  const found = counters.filter(({ id, name }) => id === asked || name.toLowerCase() === asked.toLowerCase());
  const [only, another] = found;
  if (only && !another) return only;
  throw new Misuse(
    `There ${another ? 'are several counters' : 'is no counter'} "${asked}". There are:\n${counters.map(({ id, name, kind }) => `  ${id}  ${name} (${kind})`).join('\n')}`,
  );
}

async function doctorNamed(run: Run, asked: string): Promise<string> {
  const doctors = await run('doctorsList', {});
  const found = doctors.find(({ id, name }) => id === asked || name.toLowerCase() === asked.toLowerCase());
  if (found) return found.id;
  throw new Misuse(`There is no doctor "${asked}". There are: ${doctors.map(({ name }) => name).join(', ') || 'none'}.`);
}

async function importFile(run: Run, kind: string, file: string): Promise<{ say: string; result: unknown }> {
  const csvText = await readFile(file, 'utf8').catch((problem: NodeJS.ErrnoException) => {
    throw new Misuse(`${file} cannot be read: ${problem.code ?? problem.message}`);
  });
  const preview = await previewImport({ kind, fileName: basename(file), csvText });
  if (!preview.ok) throw new Refused('the import', preview.refusal.code, preview.refusal.details);
  const host = {
    mayExecute: () => undefined,
    execute: async (_session: string | null, operation: string, input: unknown) => {
      try {
        return { ok: true as const, result: await run(operation as 'importPatients', input as never) };
      } catch (problem) {
        if (!(problem instanceof Refused)) throw problem;
        return { ok: false as const, refusal: { refused: true as const, code: problem.code, details: problem.details as never } };
      }
    },
  };
  for await (const message of runImport(host, null, { kind, csvText, mapping: preview.result.mapping })) {
    if (message.kind === 'progress') process.stderr.write(`\r${message.done} of ${message.total} rows `);
    else {
      process.stderr.write('\n');
      if (message.kind === 'stopped') throw new Refused('the import', message.refusal.code, message.refusal.details);
      const { added, already, refused } = message.report;
      const rows = refused.map(({ row, code, details }) => `  row ${row}: ${code} ${Object.values(details).join(' ')}`);
      return {
        say: [`${added} added, ${already} were there already, ${refused.length} refused.`, ...rows].join('\n'),
        result: message.report,
      };
    }
  }
  throw new Error('the import ended without a report');
}

function statusOf(list: DayChecklist): string {
  const visits = Object.entries(list.visits).map(([state, count]) => `${count} ${state}`);
  const lines = [
    `${list.date}: ${list.state}${list.incomplete ? ', INCOMPLETE' : ''}`,
    `visits: ${visits.join(', ') || 'none'}`,
    ...list.terminals.map(
      ({ code, name, state, seq, backlog, openTills }) =>
        `  ${code} ${name}: ${state}, ${seq} entries${backlog ? `, ${backlog} waiting` : ''}${openTills ? ', till open' : ''}`,
    ),
    list.hindrances.length === 0 ? 'It can be locked.' : `In the way: ${list.hindrances.join(', ')}`,
  ];
  return lines.join('\n');
}

process.exitCode = await runCommand(program, process.argv.slice(2));
