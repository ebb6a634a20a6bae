import { Command } from 'commander';
import { type Admin, openAdmin } from '../admin-client.ts';
import { type About, commandLine, described, EXIT, Misuse } from '../command-line.ts';
import { figuresIn } from '../words.ts';

/** What every administration command obeys. */
const ENVIRONMENT = {
  COUNTERFOIL_SERVER_DATA: "the server's data folder, where --data is not given",
  COUNTERFOIL_SERVER_ADDRESS: 'https://host:port of the server, where --server is not given',
} as const;

/** What commands that set a password obey besides. */
export const PASSWORD_ENVIRONMENT = {
  COUNTERFOIL_PASSWORD: 'a password to set, where nobody is asked for it at the keyboard',
} as const;

const EXITS = { [EXIT.done]: 'done', [EXIT.foundWrong]: 'refused, or the server does not answer' } as const;

/** What came of it, for people and as an object. */
export interface Outcome {
  readonly say: string;
  readonly result: unknown;
  /** Some of what was asked could not be done; the exit code says so too. */
  readonly inPart?: boolean;
}

interface Global {
  readonly data: string;
  readonly server: string;
  readonly clinic?: string;
  readonly json?: boolean;
}

export type Run = ReturnType<Admin['inClinic']>;

export const program = commandLine('npm run admin --', {
  description: 'Looks after clinics on the machine the sync server runs on.',
  more: "Runs on the server's machine: the token in the data folder is what allows it. Everything it does is in the clinic's log.",
  environment: { ...ENVIRONMENT, ...PASSWORD_ENVIRONMENT },
  exits: EXITS,
})
  .option('--data <folder>', "the server's data folder", process.env.COUNTERFOIL_SERVER_DATA || 'data/server')
  .option(
    '--server <address>',
    'https://host:port of the server',
    process.env.COUNTERFOIL_SERVER_ADDRESS || 'https://127.0.0.1:4443',
  )
  .option('--clinic <id>', 'which clinic; not needed where the server has only one')
  .option('--json', 'print the answer as one JSON object');

/** A command of the administration, or a group of them. @param own what it says besides what all of them say */
export function adminCommand(name: string, description: string, own: Partial<Omit<About, 'description'>> = {}): Command {
  return described(new Command(name), {
    ...{ description, more: own.more },
    environment: { ...ENVIRONMENT, ...own.environment },
    exits: { ...EXITS, ...own.exits },
  });
}

/** Opens the administration, runs, prints what came of it, and closes. */
export async function withAdmin(work: (admin: Admin) => Promise<Outcome>): Promise<void> {
  const { server, data, json } = program.opts<Global>();
  const admin = await openAdmin(addressOf(server), data);
  try {
    const { say, result, inPart = false } = await work(admin);
    console.log(json ? JSON.stringify(result) : say);
    if (inPart) process.exitCode = EXIT.foundWrong;
  } finally {
    await admin.close();
  }
}

function addressOf(server: string): string {
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (url?.protocol !== 'https:') throw new Misuse(`“${server}” is no address of a server. It looks like https://host:port.`);
  return url.origin;
}

export function withClinic(work: (run: Run) => Promise<Outcome>): Promise<void> {
  return withAdmin(async (admin) => {
    const clinics = await admin.clinics();
    const asked = program.opts<Global>().clinic;
    const [only, another] = clinics;
    if (only === undefined) throw new Misuse('There is no clinic yet: clinic create');
    const clinicId = asked ?? (another === undefined ? only : undefined);
    if (clinicId !== undefined && clinics.includes(clinicId)) return work(admin.inClinic(clinicId));
    const question = asked === undefined ? 'Which clinic?' : `The server has no clinic ${asked}.`;
    const there = (await clinicsListed(admin)).map((one) => `  ${one.id}  ${one.name}`);
    throw new Misuse(`${question} --clinic with one of\n${there.join('\n')}`);
  });
}

/** The clinics of the server, as people know them. */
export async function clinicsListed(admin: Admin): Promise<readonly { id: string; name: string; branches: number }[]> {
  const listed = [];
  for (const id of await admin.clinics()) {
    const run = admin.inClinic(id);
    const { name = '' } = (await run('clinicProfile', {})) ?? {};
    listed.push({ id, name, branches: (await run('branchesList', {})).length });
  }
  return listed;
}

/** Money and times as the clinic has them. */
export async function figuresOf(run: Run): Promise<ReturnType<typeof figuresIn>> {
  const profile = await run('clinicProfile', {});
  return figuresIn(profile?.timeZone ?? 'UTC', profile?.currency);
}

export async function branchOf(run: Run, asked: string | undefined): Promise<string> {
  const branches = await run('branchesList', {});
  const [only, another] = asked === undefined ? branches : branches.filter(({ id }) => id === asked);
  if (only && !another) return only.id;
  const question = asked === undefined ? 'Which branch?' : `There is no branch ${asked}.`;
  throw new Misuse(`${question} --branch with one of\n${branches.map(({ id, name }) => `  ${id}  ${name}`).join('\n')}`);
}

export async function counterNamed(run: Run, asked: string): Promise<string> {
  const counters = await run('countersList', {});
  const found = counters.filter(({ id, name }) => id === asked || name.toLowerCase() === asked.toLowerCase());
  const [only, another] = found;
  if (only && !another) return only.id;
  throw new Misuse(
    `There ${another ? 'are several counters' : 'is no counter'} "${asked}". There are:\n${counters.map(({ id, name, kind }) => `  ${id}  ${name} (${kind})`).join('\n')}`,
  );
}

export async function doctorNamed(run: Run, asked: string): Promise<string> {
  const doctors = await run('doctorsList', {});
  const found = doctors.find(({ id, name }) => id === asked || name.toLowerCase() === asked.toLowerCase());
  if (found) return found.id;
  throw new Misuse(`There is no doctor "${asked}". There are: ${doctors.map(({ name }) => name).join(', ') || 'none'}.`);
}
