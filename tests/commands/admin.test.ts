import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../../commands/server-process.ts';
import { lastLine, type Ran, runCommand } from './run-command.ts';

let folder: string;
let server: ServerProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-admin-test-'));
  // PostgreSQL may run as another user than root, who must be able to pass through.
  await chmod(folder, 0o711);
  server = await startServer(join(folder, 'server'));
  await granted('clinic', 'create', '--name', 'Smile', '--branch', 'Main', '--login', 'owner', '--admin-name', 'Owner');
  await granted('counter', 'create', '--name', 'Cashier', '--kind', 'cashier');
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** The server is named by the environment, as an administrator's shell has it. */
function admin(...args: readonly string[]): Promise<Ran> {
  return runCommand(['admin', ...args], {
    COUNTERFOIL_SERVER_DATA: server.dataDir,
    COUNTERFOIL_SERVER_ADDRESS: server.address,
    COUNTERFOIL_PASSWORD: 'long enough',
  });
}

async function granted(...args: readonly string[]): Promise<string> {
  const ran = await admin(...args);
  expect(ran, args.join(' ')).toMatchObject({ code: 0 });
  return ran.out;
}

describe('npm run admin', () => {
  it('tells a refusal in a sentence that says what was wrong', async () => {
    const person = ['user', 'create', '--login', 'asha', '--name', 'Asha', '--role', 'manager'];
    await granted(...person);
    expect(await admin(...person)).toEqual({ code: 1, out: '', err: 'The login asha belongs to somebody already.\n' });
    const ahead = await admin('day', 'lock', '--date', '2999-01-01');
    expect(ahead).toMatchObject({ code: 1, out: '' });
    expect(ahead.err).toMatch(/1 Jan 2999|is still open/);
    expect(ahead.err).not.toMatch(/day-in-future|earlier-day-open|\{/);
    const early = await admin('day', 'lock', '--date', '1990-01-01', '--force', '--reason', 'a slip of the finger');
    expect(early).toMatchObject({ code: 1, out: '' });
    expect(early.err).toMatch(/^1 Jan 1990 is before this branch existed: its first day is \d+ \w+ \d{4}\.\n$/);
  });

  it('tells the rows of a file that are refused in sentences', async () => {
    const file = join(folder, 'patients.csv');
    await writeFile(file, 'name,phone,sex,birth date\nAsha Rao,9876500001,F,1990-02-03\nRavi,call him,M,1980-01-01\n');
    const ran = await admin('import', '--kind', 'patients', file);
    expect(ran).toMatchObject({ code: 1, out: expect.stringContaining('1 added, 0 were there already, 1 refused.\n') });
    expect(ran.out).toContain('row 3: “call him” is not a phone number.');
    expect(ran.err).toContain('Columns: first=name, phone=phone, sex=sex, birthDate=birth date; not in the file: externalId,');
    await writeFile(file, '');
    expect((await admin('import', '--kind', 'patients', file)).err).toContain('The file has no rows.');
    expect(await admin('import', '--kind', 'patients', join(folder, 'none.csv'))).toMatchObject({
      ...{ code: 2, err: `${join(folder, 'none.csv')} cannot be read: there is no such file or folder.\n` },
    });
  });

  it('imports names as the file has them, whatever it is written in, and nobody twice', async () => {
    const file = join(folder, 'excel.csv');
    const rows = (id: string) => `${id}name,sex,birth date\n${id && 'x1,'}José Gómez,M,1989-05-25\n`;
    await writeFile(file, rows('Id,'), 'latin1');
    const first = await admin('import', '--kind', 'patients', file);
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('1 added, 0 were there already, 0 refused.') });
    expect(first.err).toContain('Read as Windows-1252. Look at letters such as: José, Gómez');
    await writeFile(file, rows(''));
    const again = await admin('import', '--kind', 'patients', file);
    expect(again).toMatchObject({ code: 1, out: expect.stringContaining('0 added, 0 were there already, 1 refused.') });
    expect(again.out).toMatch(/row 2: Looks like \S+ José Gómez, who is here already, and was not added\.\n.*--add-lookalikes/);
    expect(await granted('import', '--kind', 'patients', '--add-lookalikes', file)).toContain('1 added,');
    await writeFile(file, Buffer.from([0x50, 0x4b, 3, 4, 0, 0]));
    expect((await admin('import', '--kind', 'patients', file)).err).toContain('This is not a text file.');
    await writeFile(file, 'Id,NAME,PHONE,AMOUNT_COVERED,AMOUNT_UNCOVERED\n1,Insurer,1,2,3\n');
    const payers = await admin('import', '--kind', 'doctors', file);
    expect(payers).toMatchObject({ code: 1, out: '', err: expect.stringContaining('cannot be imported: Insurers and payers.') });
    expect((await admin('counter', 'create', '--name', 'CASHIER', '--kind', 'cashier')).err).toContain(
      '“Cashier” in this branch',
    );
  });

  it('imports by columns that a person names', async () => {
    const file = join(folder, 'doctors.csv');
    await writeFile(file, 'Who,Council\nDr Mira Shah,MH-1\n');
    const doctors = ['import', '--kind', 'doctors', file];
    const missing = await admin(...doctors);
    expect(missing).toMatchObject({ code: 1, out: '' });
    expect(missing.err).toContain("--column name=<heading>  Name\nThe file's headings: “Who”, “Council”.");
    const chosen = ['--column', 'name=Who', '--column', 'registrationNumber=council'];
    expect(await granted(...doctors, ...chosen)).toContain('1 added, 0 were there already, 0 refused.');
    expect(await granted(...doctors, ...chosen)).toContain('0 added, 1 were there already, 0 refused.');
    expect(await admin(...doctors, '--column', 'name=Whom')).toMatchObject({ code: 2, err: expect.stringContaining('“Whom”') });
  });

  it('knows clinics by their names, and tells when a code ends by the clinic’s clock', async () => {
    const listed = await granted('clinic', 'list');
    const [{ id = '' } = {}] = JSON.parse(await granted('clinic', 'list', '--json')) as { id: string }[];
    expect(listed).toBe(`Smile: 1 branch, ${id}\n`);
    const made = JSON.parse(lastLine(await granted('terminal', 'code', '--counter', 'Cashier', '--json')));
    const said = await granted('terminal', 'code', '--counter', 'Cashier');
    const [, until = ''] = /For Cashier; one use, until (\d\d:\d\d) \(Asia\/Kolkata\)\.\n$/.exec(said) ?? [];
    const inIndia = (atMs: number) => new Date(atMs).toLocaleTimeString('en-GB', { timeZone: 'Asia/Kolkata' }).slice(0, 5);
    expect([0, 1, 2].map((minutes) => inIndia(made.expiresAtMs + minutes * 60_000))).toContain(until);
  });

  it('tells how a day stands in words, and its codes to programs', async () => {
    const told = await granted('day', 'status');
    expect(told).toMatch(/^\w+, \d+ \w+ \(\d{4}-\d\d-\d\d\): open\nVisits: none\nTerminals: none\n/);
    expect(told).toContain('The day can be locked.');
    expect(JSON.parse(lastLine(await granted('day', 'status', '--json')))).toMatchObject({ state: 'OPEN', hindrances: [] });
  });

  it('says what was misused, and what there is', async () => {
    const wrong: [readonly string[], RegExp][] = [
      [['day', 'status', '--branch', 'x'], /There is no branch x\. --branch with one of\n {2}\S+ {2}Main/],
      [['day', 'status', '--date', '2026-02-30'], /A date looks like/],
      [
        ['day', 'lock', '--date', '2026-05-04', '--missing', 'T99', '--reason', 'nobody answers there'],
        /is called T99\. --missing with/,
      ],
      [['terminal', 'code', '--counter', 'Till'], /There is no counter "Till"\. There are:\n {2}\S+ {2}Cashier \(cashier\)/],
      [['--server', 'foo', 'day', 'status'], /“foo” is no address of a server\. It looks like https:\/\/host:port\./],
      [['--clinic', 'x', 'day', 'status'], /The server has no clinic x\. --clinic with one of\n {2}\S+ {2}Smile\n/],
    ];
    for (const [args, said] of wrong) {
      const ran = await admin(...args);
      expect(ran, args.join(' ')).toMatchObject({ code: 2, out: '' });
      expect(ran.err).toMatch(said);
    }
  });

  it('says that no server answers, and that another server’s folder was given', async () => {
    const nobody = await admin('--server', 'https://127.0.0.1:1', 'clinic', 'list');
    expect(nobody).toMatchObject({
      ...{ code: 1, err: 'The server at https://127.0.0.1:1 does not answer: nobody listens there. Does it run?\n' },
    });
    const other = join(folder, 'other');
    await (await startServer(other)).stop();
    const ran = await admin('--data', other, 'clinic', 'list');
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).not.toMatch(/\n\s+at |not-enrolled/);
  });
});

describe('a terminal’s folder that may not work here', () => {
  it('is told in one sentence when it was copied from another machine, or is damaged', async () => {
    const dataDir = join(folder, 'cashier');
    const code = JSON.parse(lastLine(await granted('terminal', 'code', '--counter', 'Cashier', '--json'))).code as string;
    const ran = async (machine: string, ...more: readonly string[]) => {
      const args = ['terminal', '--data', dataDir, '--no-open', ...more];
      const { err, ...other } = await runCommand(args, { COUNTERFOIL_MACHINE_ID: machine }, 'The terminal is at');
      // Said too where nobody has built the window before this test.
      return { ...other, err: err.replace(/^The window is not built.*\n/m, '') };
    };
    expect(await ran('this one', '--code', code)).toMatchObject({ code: 0, err: '' });
    const elsewhere =
      'This terminal may not work: These files were made on another machine. A terminal’s files work only where it was enrolled.\n' +
      'Go back to the original machine, or start with an empty data folder and a new enrolment code.\n';
    expect(await ran('another')).toEqual({ code: 3, out: '', err: elsewhere });
    expect(await ran('another', '--code', code)).toEqual({ code: 3, out: '', err: elsewhere });
    await writeFile(join(dataDir, 'identity.json'), '{');
    const damaged = await ran('this one');
    expect(damaged).toMatchObject({ code: 3, out: '' });
    expect(damaged.err).toMatch(/^This terminal may not work: The terminal’s identity file is damaged\./);
  });
});
