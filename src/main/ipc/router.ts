import { type Schema, type as unchecked } from '@orpc/contract';
import { os } from '@orpc/server';
import { z } from 'zod';
import { calendarDate } from '#domain/kernel/calendar.ts';
import type { Operation, Query } from '#domain/kernel/operation.ts';
import {
  AUDIT_ARCHIVE,
  EXPORT_FORMATS,
  exportKinds,
  formatsOf,
  importKinds,
  type operations,
  type queries,
} from '#domain/registry.ts';
import type { Answer } from '#protocol/counter-api.ts';
import { no, yes } from '../answers.ts';
import { EXPORTING, runExport } from '../exports/exports.ts';
import { previewImport, runImport } from '../imports/imports.ts';
import { parseInput } from '../parse-input.ts';
import { StoreFault } from '../store/store-fault.ts';
import type { Terminal } from '../terminal.ts';
import type { Connection } from './connection.ts';
import { liveMessages } from './live-messages.ts';
import { type OpeningDrawer, PrintCalls, printerNamed, printNamed, printWanted } from './print-calls.ts';
import { documentWanted, PrintedDocuments } from './printed-documents.ts';

/** What each window's calls come with. */
export interface CounterContext {
  readonly connection: Connection;
}

type Operations = typeof operations;
type Queries = typeof queries;
type InputOf<Of> = Of extends { readonly input: z.ZodType } ? Typed<z.input<Of['input']>> : never;
/** What a window gives: where the host puts in who signs (see `Operation.hostMakes`), it gives what they typed. */
type Typed<Input> = Input extends { signerId: string; signature: string }
  ? Omit<Input, 'signerId' | 'signature'> & { login: string; password: string }
  : Input;
type ResultOf<Of> = Of extends { decide(...given: never[]): infer Decided }
  ? Extract<Decided, { readonly changes: unknown }> extends { readonly result: infer Result }
    ? Result
    : never
  : Of extends { read(...given: never[]): infer Result }
    ? Result
    : never;

/** A type without a check: whoever is called reads the input by its own shape. */
const shape = unchecked as unknown as <Shape>() => Schema<Shape, Shape>;

const base = os.$context<CounterContext>();

/** What it calls reads the input and answers a refusal where the library would throw an error. */
function procedure<Input, Result>(
  handle: (input: Input, context: CounterContext, signal: AbortSignal | undefined) => Result | Promise<Result>,
) {
  return base
    .input(shape<Input>())
    .output(shape<Result>())
    .handler(async ({ input, context, signal }) => {
      try {
        return await handle(input, context, signal);
      } catch (error) {
        // A full or broken disk is an answer in counter language, wherever it is met. Every procedure answers refusals.
        if (error instanceof StoreFault) return no(error.reason) as Result;
        throw error;
      }
    });
}

/** One procedure per operation and query of the registry, with exactly its input and result. */
type OperationProcedures = {
  readonly [Name in keyof Operations]: ReturnType<
    typeof procedure<InputOf<Operations[Name]>, Answer<ResultOf<Operations[Name]>>>
  >;
};
type QueryProcedures = {
  readonly [Name in keyof Queries]: ReturnType<typeof procedure<InputOf<Queries[Name]>, Answer<ResultOf<Queries[Name]>>>>;
};

const enrolment = z.object({ code: z.string().max(1000) });
const credentials = z.object({ login: z.string().max(100), password: z.string().max(1000) });
const resuming = z.object({ token: z.string().max(4000) });
const unlocking = z.object({ password: z.string().max(1000) });
const passwords = z.object({ current: z.string().max(1000), next: z.string().max(1000) });
const logFilter = z.object({
  subject: z.string().max(200).optional(),
  actorId: z.string().max(64).optional(),
  terminalId: z.string().max(64).optional(),
  documentNumber: z.string().max(16).optional(),
  status: z.enum(['pending', 'accepted', 'flagged', 'refused', 'late']).optional(),
  dates: z.object({ from: calendarDate, to: calendarDate }).optional(),
  operations: z.array(z.string().max(64)).min(1).max(20).optional(),
  before: z.object({ recordedAtMs: z.number().int(), hash: z.string().max(64) }).optional(),
  limit: z.number().int().min(1).max(200),
});

/** The one router every window speaks to, over a MessagePort or a WebSocket. */
export function buildRouter(terminal: Terminal) {
  const { operations: ofOperations, queries: ofQueries } = registryProcedures(terminal);
  return {
    terminal: {
      state: procedure((_: undefined) => terminal.state()),
      enrol: procedure((typed: z.input<typeof enrolment>) => {
        const input = parseInput(enrolment, typed);
        return input.ok ? terminal.enrol(input.result.code) : input;
      }),
    },
    session: sessionProcedures(terminal),
    operations: ofOperations,
    queries: ofQueries,
    log: {
      explore: procedure((filter: z.input<typeof logFilter>, { connection }) => {
        const input = parseInput(logFilter, filter);
        return input.ok ? terminal.exploreLog(connection.sessionId, input.result) : input;
      }),
    },
    imports: importProcedures(terminal),
    exports: exportProcedures(terminal),
    printing: printingProcedures(terminal),
    live: base.handler(({ context, signal }) => liveMessages(terminal, context.connection, signal)),
  };
}
export type CounterRouter = ReturnType<typeof buildRouter>;

function sessionProcedures(terminal: Terminal) {
  /** Runs something of the connection's session; a refusal where nobody may work or nobody is signed in. */
  function withSession<Result>(connection: Connection, run: (sessionId: string) => Result): Result | ReturnType<typeof no> {
    const refusal = terminal.refusal();
    if (refusal) return no(refusal);
    return connection.sessionId === null ? no('not-signed-in') : run(connection.sessionId);
  }
  return {
    login: procedure(async (typed: z.input<typeof credentials>, { connection }) => {
      const refusal = terminal.refusal();
      const input = refusal ? no(refusal) : parseInput(credentials, typed);
      if (!input.ok) return input;
      const answer = await terminal.sessions.login(input.result);
      if (answer.ok) connection.sessionId = answer.result.session.sessionId;
      return answer;
    }),
    resume: procedure(async (typed: z.input<typeof resuming>, { connection }) => {
      const refusal = terminal.refusal();
      const input = refusal ? no(refusal) : parseInput(resuming, typed);
      if (!input.ok) return input;
      const answer = await terminal.sessions.resume(input.result.token);
      if (answer.ok) connection.sessionId = answer.result.sessionId;
      return answer;
    }),
    logout: procedure((_: undefined, { connection }) => {
      const answer = withSession(connection, (sessionId) => terminal.sessions.logout(sessionId));
      connection.sessionId = null;
      return answer;
    }),
    lock: procedure((_: undefined, { connection }) => withSession(connection, (sessionId) => terminal.sessions.lock(sessionId))),
    unlock: procedure((typed: z.input<typeof unlocking>, { connection }) => {
      const input = parseInput(unlocking, typed);
      if (!input.ok) return input;
      return withSession(connection, (sessionId) => terminal.sessions.unlock(sessionId, input.result.password));
    }),
    changePassword: procedure((typed: z.input<typeof passwords>, { connection }) => {
      const input = parseInput(passwords, typed);
      if (!input.ok) return input;
      return withSession(connection, (sessionId) => terminal.sessions.changePassword(sessionId, input.result));
    }),
    touch: procedure((_: undefined, { connection }) =>
      withSession(connection, (sessionId) => yes(terminal.sessions.touch(sessionId))),
    ),
  };
}

const file = {
  kind: z.string().max(40),
  csvText: z.string(),
  mapping: z.record(z.string().max(40), z.number().int().min(0).max(10_000).nullable()),
};
const previewing = z.object({ ...file, mapping: file.mapping.optional(), fileName: z.string().max(255) });
const importing = z.object({ ...file, addLookalikes: z.boolean().optional() });

function importProcedures(terminal: Terminal) {
  return {
    /** The kinds of file that the signed-in person may import here. */
    kinds: procedure((_: undefined, { connection: { sessionId } }) =>
      yes(
        importKinds
          .filter(({ operation }) => !terminal.mayExecute(sessionId, operation))
          .map(({ kind, title, columns }) => ({ kind, title, columns })),
      ),
    ),
    preview: procedure((given: z.input<typeof previewing>, { connection: { sessionId } }) => {
      const input = parseInput(previewing, given);
      if (!input.ok) return input;
      const operation = importKinds.find(({ kind }) => kind === input.result.kind)?.operation ?? '';
      const refusal = terminal.mayExecute(sessionId, operation);
      return refusal ? no(refusal) : previewImport(input.result);
    }),
    run: base.input(shape<z.input<typeof importing>>()).handler(async function* ({ input: given, context }) {
      const input = parseInput(importing, given);
      if (input.ok) yield* runImport(terminal, context.connection.sessionId, input.result);
      else yield { kind: 'stopped' as const, refusal: input.refusal, report: { added: 0, already: 0, repeats: [], refused: [] } };
    }),
  };
}

const exporting = z.object({
  kind: z.string().max(40),
  format: z.enum(EXPORT_FORMATS),
  branchId: z.string().max(64),
  from: z.string().max(10),
  to: z.string().max(10),
});

function exportProcedures(terminal: Terminal) {
  return {
    /** The kinds of file that the signed-in person may take out here, and how each can be written. */
    kinds: procedure((_: undefined, { connection: { sessionId } }) => {
      const kinds = terminal.mayExecute(sessionId, EXPORTING) ? [] : [...exportKinds.map(({ kind }) => kind), AUDIT_ARCHIVE];
      return yes(kinds.map((kind) => ({ kind, formats: formatsOf(kind) })));
    }),
    run: base.input(shape<z.input<typeof exporting>>()).handler(async function* ({ input: given, context }) {
      const input = parseInput(exporting, given);
      if (input.ok) yield* runExport(terminal, context.connection.sessionId, input.result);
      else yield { kind: 'stopped' as const, refusal: input.refusal };
    }),
  };
}

function printingProcedures(terminal: Terminal) {
  const documents = new PrintedDocuments(terminal);
  const prints = new PrintCalls(terminal, documents);
  return {
    document: procedure((wanted: z.input<typeof documentWanted>, { connection: { sessionId } }) => {
      const input = parseInput(documentWanted, wanted);
      return input.ok ? documents.preview(sessionId, input.result) : input;
    }),
    print: procedure((wanted: z.input<typeof documentWanted>, { connection: { sessionId } }) => {
      const input = parseInput(documentWanted, wanted);
      return input.ok ? documents.print(sessionId, input.result) : input;
    }),
    send: procedure((wanted: z.input<typeof printWanted>, { connection: { sessionId } }) => {
      const input = parseInput(printWanted, wanted);
      return input.ok ? prints.send(sessionId, input.result) : input;
    }),
    test: procedure((named: z.input<typeof printerNamed>, { connection: { sessionId } }) => {
      const input = parseInput(printerNamed, named);
      return input.ok ? prints.test(sessionId, input.result.printer) : input;
    }),
    jobs: procedure((_: undefined, { connection: { sessionId } }) => prints.jobs(sessionId)),
    again: procedure((named: z.input<typeof printNamed>, { connection: { sessionId } }) => {
      const input = parseInput(printNamed, named);
      return input.ok ? prints.again(sessionId, input.result.id) : input;
    }),
    drop: procedure((named: z.input<typeof printNamed>, { connection: { sessionId } }) => {
      const input = parseInput(printNamed, named);
      return input.ok ? prints.drop(sessionId, input.result.id) : input;
    }),
    openDrawer: procedure((input: OpeningDrawer, { connection: { sessionId } }) => prints.openDrawer(sessionId, input)),
    systemPrinters: procedure((_: undefined, { connection: { sessionId } }) => prints.systemPrinters(sessionId)),
  };
}

function registryProcedures(terminal: Terminal): { operations: OperationProcedures; queries: QueryProcedures } {
  const { house, access } = terminal;
  const open = new Map([...house.operations].filter(([name]) => name !== access.passwordOperation));
  const forOperation = ({ name }: Operation) =>
    procedure((input: unknown, { connection }) => terminal.execute(connection.sessionId, name, input));
  const forQuery = ({ name }: Query) =>
    procedure((input: unknown, { connection }) => terminal.query(connection.sessionId, name, input));
  return {
    operations: mapOf(open, forOperation) as unknown as OperationProcedures,
    queries: mapOf(house.queries, forQuery) as unknown as QueryProcedures,
  };
}

function mapOf<Named, Made>(all: ReadonlyMap<string, Named>, make: (one: Named) => Made): Record<string, Made> {
  return Object.fromEntries([...all].map(([name, one]) => [name, make(one)]));
}
