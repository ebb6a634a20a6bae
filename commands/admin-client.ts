import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { request } from 'undici';
import type { z } from 'zod';
import { type Refusal, refuse } from '#domain/kernel/refusal.ts';
import type { operations, queries } from '#domain/registry.ts';
import { pinnedAgent } from '#main/sync/pinned-agent.ts';
import type { ExecuteResponse } from '#protocol/sync-messages.ts';
import { whyNoAnswer, whyNot } from './system-fault.ts';
import { sentenceFor } from './words.ts';

type Operations = typeof operations;
type Queries = typeof queries;
type Asked = Operations & Queries;
type ResultOf<Of> = Of extends { decide(...given: never[]): infer Decided }
  ? Extract<Decided, { readonly result: unknown }>['result']
  : Of extends { read(...given: never[]): infer Result }
    ? Result
    : never;
/** What the window or this client sends: a typed password in place of the verifier that the host makes of it. */
type InputOf<Of> = Of extends { readonly input: z.ZodType } ? z.input<Of['input']> : never;
/** Of a new enrolment code, the host adds the text that a person carries to the machine. */
type WithCode<Name, Result> = Name extends 'createEnrolmentCode' ? Result & { readonly code: string } : Result;

/** The server's administration, for whoever holds the token in its data folder. */
export interface Admin {
  createClinic(input: InputOf<Operations['setUpClinic']>): Promise<{ readonly clinicId: string; readonly branchId: string }>;
  /** The clinics of this server. */
  clinics(): Promise<readonly string[]>;
  /** Operations and queries of one clinic, as its administrator on the server's machine. Throws `Refused`. */
  inClinic(
    clinicId: string,
  ): <Name extends keyof Asked & string>(
    name: Name,
    input: InputOf<Asked[Name]>,
  ) => Promise<WithCode<Name, ResultOf<Asked[Name]>>>;
  close(): Promise<void>;
}

/** The server said no; the message says what was wrong and what to do. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(sentenceFor(refusal.code, refusal.details));
    this.refusal = refusal;
  }
}

/** No server answered at the address. */
export class NoAnswer extends Error {}

/**
 * @param address `https://host:port`
 * @param dataDir the server's data folder, which holds the token and the certificate it is known by
 */
export async function openAdmin(address: string, dataDir: string): Promise<Admin> {
  const token = await readFile(join(dataDir, 'admin.token'), 'utf8').catch((problem: NodeJS.ErrnoException) => {
    throw new NoAnswer(
      `${join(dataDir, 'admin.token')} cannot be read: ${whyNot(problem)}. Is this the server's data folder? Give it with --data.`,
    );
  });
  const agent = pinnedAgent(await fingerprintIn(dataDir));
  const ask = async (command: string, body: object): Promise<unknown> => {
    const answer = await request(`${address}/admin/${command}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token.trim()}` },
      body: JSON.stringify(body),
      dispatcher: agent,
    }).catch((problem: Error) => {
      throw new NoAnswer(`The server at ${address} does not answer: ${whyNoAnswer(problem)}`);
    });
    const said = (await answer.body.json()) as ExecuteResponse | { problem: string; message: string };
    if ('problem' in said) throw new NoAnswer(notTaken(address, dataDir, said));
    if (!said.ok) throw new Refused(refuse(said.code, said.details));
    return said.result;
  };
  return {
    createClinic: async (input) => (await ask('create-clinic', { input })) as { clinicId: string; branchId: string },
    clinics: async () => (await ask('clinics', {})) as readonly string[],
    inClinic: (clinicId) => async (operation, input) => (await ask('execute', { clinicId, operation, input })) as never,
    close: () => agent.close(),
  };
}

function notTaken(address: string, dataDir: string, { problem, message }: { problem: string; message: string }): string {
  return problem === 'not-enrolled'
    ? `The server at ${address} does not know the token in ${dataDir}: give its own data folder with --data.`
    : `The server at ${address} does not take this: ${message}`;
}

/** Of the server's own certificate; null where it was given one that an authority vouches for. */
async function fingerprintIn(dataDir: string): Promise<string | null> {
  const kept = await readFile(join(dataDir, 'certificate'), 'utf8').catch(() => null);
  if (kept === null) return null;
  const { cert } = JSON.parse(kept) as { cert: string };
  return createHash('sha256').update(new X509Certificate(cert).raw).digest('hex');
}
