import { InvalidArgumentError, Option } from 'commander';
import type { CounterKind } from '#domain/clinics/counter-kind.ts';
import { calendarDate } from '#domain/kernel/calendar.ts';
import { ROLES, type Role } from '#domain/kernel/roles.ts';
import { importKinds } from '#domain/registry.ts';
import {
  adminCommand,
  branchOf,
  clinicsListed,
  counterNamed,
  doctorNamed,
  figuresOf,
  PASSWORD_ENVIRONMENT,
  program,
  withAdmin,
  withClinic,
} from './admin/asking.ts';
import { dayStatus } from './admin/day-status.ts';
import { gatewayCommand } from './admin/gateway.ts';
import { type ChosenColumn, readColumn } from './admin/import-columns.ts';
import { importFile } from './admin/import-file.ts';
import { type DayToLock, lockDay } from './admin/lock-day.ts';
import { askPassword } from './ask-password.ts';
import { runCommand } from './command-line.ts';

interface NewClinic {
  readonly name: string;
  readonly branch: string;
  readonly branchCode: string;
  readonly login: string;
  readonly adminName: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly gstin?: string;
  readonly address: string;
}

const createClinic = adminCommand('create', 'makes a clinic with its first branch and its administrator', {
  environment: PASSWORD_ENVIRONMENT,
})
  .requiredOption('--name <name>', "the clinic's name")
  .requiredOption('--branch <name>', "its first branch's name")
  .option('--branch-code <code>', 'short code of the branch', 'MAIN')
  .requiredOption('--login <login>', "the administrator's login")
  .requiredOption('--admin-name <name>', "the administrator's name")
  .option('--time-zone <zone>', 'IANA time zone', 'Asia/Kolkata')
  .option('--currency <code>', 'ISO 4217', 'INR')
  .option('--gstin <number>', "the clinic's GST number")
  .option('--address <text>', 'as receipts print it', '')
  .action(async (given: NewClinic) => {
    const password = await askPassword(`A first password for ${given.login}`);
    const { name, timeZone, currency, address, gstin = null } = given;
    const branch = { name: given.branch, code: given.branchCode };
    const administrator = { login: given.login, name: given.adminName };
    await withAdmin(async (admin) => {
      const result = await admin.createClinic({ name, timeZone, currency, gstin, address, branch, administrator, password });
      const { clinicId, branchId } = result;
      return { say: `Clinic ${clinicId} with branch ${branchId}. ${given.login} logs in and changes the password.`, result };
    });
  });

const listClinics = adminCommand('list', 'lists the clinics of this server').action(() =>
  withAdmin(async (admin) => {
    const result = await clinicsListed(admin);
    const lines = result.map(({ id, name, branches }) => `${name}: ${branches} ${branches === 1 ? 'branch' : 'branches'}, ${id}`);
    return { say: lines.join('\n') || 'There is no clinic yet.', result };
  }),
);

const createCounter = adminCommand('create', 'makes a counter, where one terminal will stand')
  .requiredOption('--name <name>', 'as people call it')
  .addOption(
    new Option('--kind <kind>', 'what it is for')
      .choices(['reception', 'cashier', 'consulting', 'back-office'])
      .makeOptionMandatory(),
  )
  .option('--branch <id>', 'the branch; not needed where there is only one')
  .action(({ name, kind, branch }: { name: string; kind: CounterKind; branch?: string }) =>
    withClinic(async (run) => {
      const result = await run('createCounter', { branchId: await branchOf(run, branch), name, kind });
      return { say: `Counter ${result.counterId}.`, result };
    }),
  );

interface NewUser {
  readonly login: string;
  readonly name: string;
  readonly role: Role[];
  readonly counter?: readonly string[];
  readonly doctor?: string;
}

const createUser = adminCommand('create', 'lets somebody log in; they change the password at the first login', {
  environment: PASSWORD_ENVIRONMENT,
})
  .requiredOption('--login <login>', 'what the person types to log in')
  .requiredOption('--name <name>', "the person's name, as others see it")
  .addOption(new Option('--role <role...>', 'one or several').choices([...ROLES]).makeOptionMandatory())
  .option('--counter <name...>', 'counters a cashier is assigned to, by name')
  .option('--doctor <name>', 'the doctor this person works as, by name')
  .action(async ({ login, name, role, counter = [], doctor }: NewUser) => {
    const password = await askPassword(`A first password for ${login}`);
    await withClinic(async (run) => {
      const counterIds = [];
      for (const one of counter) counterIds.push(await counterNamed(run, one));
      const doctorId = doctor === undefined ? null : await doctorNamed(run, doctor);
      const result = await run('createUser', { login, name, roles: role, counterIds, doctorId, password });
      return { say: `User ${result.userId}.`, result };
    });
  });

const createCode = adminCommand('code', 'makes an enrolment code for a counter: one use, ten minutes')
  .requiredOption('--counter <name or id>', 'where the machine will stand')
  .action(({ counter }: { counter: string }) =>
    withClinic(async (run) => {
      const result = await run('createEnrolmentCode', { counterId: await counterNamed(run, counter) });
      const until = (await figuresOf(run)).time(result.expiresAtMs);
      return { say: `${result.code}\n\nFor ${result.counterName}; one use, until ${until}.`, result };
    }),
  );

const importCsv = adminCommand('import', 'imports a CSV file; importing it twice adds nothing twice', {
  more: `Columns are recognised by their headers, in any order; what was recognised is said on standard error. The fields are
${fieldsOfKinds()}
(* needed). Rows that cannot be imported are listed with their numbers; the others are imported all the same.`,
  exits: { 0: 'every row is imported or was here before', 1: 'refused, or some rows were; or the server does not answer' },
})
  .addOption(new Option('--kind <kind>', 'what is in it').choices(importKinds.map(({ kind }) => kind)).makeOptionMandatory())
  .option(
    '--column <field=heading>',
    'the column of a field, where it is not recognised; may be given again for another field; with nothing after = the field is left out',
    readColumn,
  )
  .option('--add-lookalikes', 'adds patients also where they look like somebody who is here already')
  .argument('<file>', 'with a first row of headings')
  .action((file: string, { kind, column = [], addLookalikes = false }: ImportAsked) =>
    withClinic((run) => importFile(run, { kind, file, chosen: column, addLookalikes })),
  );

interface ImportAsked {
  readonly kind: string;
  readonly column?: readonly ChosenColumn[];
  readonly addLookalikes?: boolean;
}

function fieldsOfKinds(): string {
  const widest = Math.max(...importKinds.map(({ kind }) => kind.length));
  const fields = (columns: (typeof importKinds)[number]['columns']) =>
    columns.map(({ field, required }) => `${field}${required ? '*' : ''}`).join(', ');
  return importKinds.map(({ kind, columns }) => `  ${kind.padEnd(widest)}  ${fields(columns)}`).join('\n');
}

const showDay = adminCommand('status', 'what stands between a branch and the lock of its day')
  .option('--branch <id>', 'the branch; not needed where there is only one')
  .option('--date <date>', 'YYYY-MM-DD; the first open day where not given', readDate)
  .action(({ branch, date }: { branch?: string; date?: string }) =>
    withClinic(async (run) => {
      const result = await run('dayChecklist', { branchId: await branchOf(run, branch), date: date ?? null });
      return { say: dayStatus(result, await figuresOf(run)), result };
    }),
  );

const lockDayCommand = adminCommand('lock', 'locks a day for good', {
  more: `Nothing is overridden that is not declared missing: an open till, or one that was handed over and not taken, at any other
terminal keeps the day from being locked, forced or not. Close it, or have it closed by force at its counter.`,
})
  .requiredOption('--date <date>', 'YYYY-MM-DD', readDate)
  .option('--branch <id>', 'the branch; not needed where there is only one')
  .option('--force', 'declares missing the terminals that cannot be reached now, and locks without them')
  .option('--missing <code...>', 'declares these missing too, by code, though they may be heard of; that is kept and shown')
  .option('--reason <text>', 'why it is locked without them, in ten characters and more')
  .action((asked: DayToLock) => withClinic((run) => lockDay(run, asked)));

function readDate(text: string): string {
  const read = calendarDate.safeParse(text);
  if (!read.success) throw new InvalidArgumentError('A date looks like 2026-11-21.');
  return read.data;
}

program
  .addCommand(adminCommand('clinic', 'clinics of this server').addCommand(createClinic).addCommand(listClinics))
  .addCommand(adminCommand('counter', 'counters of a clinic').addCommand(createCounter))
  .addCommand(adminCommand('user', 'people who log in').addCommand(createUser))
  .addCommand(adminCommand('terminal', 'machines at counters').addCommand(createCode))
  .addCommand(importCsv)
  .addCommand(gatewayCommand)
  .addCommand(adminCommand('day', 'business days').addCommand(showDay).addCommand(lockDayCommand));

process.exitCode = await runCommand(program, process.argv.slice(2));
