import { createRouterClient, type RouterClient } from '@orpc/server';
import { afterEach, describe, expect, expectTypeOf, it } from 'vitest';
import type { Answer, LiveMessage } from '#protocol/counter-api.ts';
import { ASHA, DOCTOR, MEENA, OneTerminal, PASSWORD } from '../../../tests/fixtures/one-terminal.ts';
import type { Connection } from './connection.ts';
import { buildRouter, type CounterRouter } from './router.ts';

const PATIENT = { phone: '98765 43210', name: 'Lakshmi Iyer', ageYears: 41, sex: 'female', doctorId: DOCTOR } as const;

let one: OneTerminal;
afterEach(() => one.terminal.close());

const refused = (code: string) => ({ ok: false, refusal: { code } });

function window(): RouterClient<CounterRouter> & { connection: Connection } {
  const connection: Connection = { sessionId: null };
  const client: RouterClient<CounterRouter> = createRouterClient(buildRouter(one.terminal), { context: { connection } });
  return Object.assign(client, { connection });
}

async function reception() {
  one = new OneTerminal('reception', [ASHA, MEENA]);
  await one.startEnrolled();
}

describe('the router', () => {
  it('has a procedure for every operation and query but the one a session keeps to itself', async () => {
    await reception();
    const { operations, queries } = buildRouter(one.terminal);
    expect(Object.keys(operations)).toEqual(
      [...one.terminal.house.operations.keys()].filter((name) => name !== 'changePassword'),
    );
    expect(Object.keys(queries)).toEqual([...one.terminal.house.queries.keys()]);
  });

  it('gives windows exact types', async () => {
    await reception();
    const call = window();
    expectTypeOf(call.operations.registerPatient).returns.resolves.toEqualTypeOf<Answer<{ patientId: string; number: string }>>();
    expectTypeOf(call.queries.patientSearch).parameter(0).toExtend<{ text: string; limit?: number | undefined }>();
    // @ts-expect-error no such operation
    expect(call.operations.deleteEverything).toBeUndefined();
  });

  it('binds a session to the window that logged in', async () => {
    await reception();
    const [first, second] = [window(), window()];
    expect(await first.operations.registerPatient(PATIENT)).toMatchObject(refused('not-signed-in'));
    expect(await first.session.lock()).toMatchObject(refused('not-signed-in'));
    const login = await first.session.login({ login: 'asha', password: PASSWORD });
    expect(await first.operations.registerPatient(PATIENT)).toMatchObject({ ok: true });
    expect(await second.operations.registerPatient(PATIENT)).toMatchObject(refused('not-signed-in'));
    const token = login.ok ? login.result.token : '';
    expect(await second.session.resume({ token })).toMatchObject({ ok: true });
    expect(await second.queries.patientSearch({ text: 'lak' })).toMatchObject({ ok: true, result: [{ name: 'Lakshmi Iyer' }] });
    expect(await second.session.lock()).toMatchObject({ ok: true, result: { locked: true } });
    expect(await first.operations.registerPatient(PATIENT)).toMatchObject(refused('session-locked'));
    expect(await first.session.unlock({ password: PASSWORD })).toMatchObject({ ok: true });
    expect(await first.session.logout()).toMatchObject({ ok: true });
    expect(await second.session.touch()).toMatchObject({ ok: true });
    expect(await second.operations.registerPatient(PATIENT)).toMatchObject(refused('not-signed-in'));
  });

  it('answers nonsense with refusals', async () => {
    await reception();
    const call = window();
    const nonsense = { login: 7, password: null } as never;
    expect(await call.session.login(nonsense)).toMatchObject(refused('invalid-input'));
    expect(await call.session.resume(undefined as never)).toMatchObject(refused('invalid-input'));
    expect(await call.terminal.enrol([] as never)).toMatchObject(refused('invalid-input'));
    expect(await call.log.explore({ limit: 10_000 })).toMatchObject(refused('invalid-input'));
    await call.session.login({ login: 'asha', password: PASSWORD });
    expect(await call.operations.registerPatient('x' as never)).toMatchObject(refused('invalid-input'));
  });

  it('refuses everything before enrolment but enrolment', async () => {
    one = new OneTerminal('reception', [ASHA]);
    await one.start();
    const call = window();
    expect(await call.terminal.state()).toMatchObject({ phase: 'first-run' });
    expect(await call.session.login({ login: 'asha', password: PASSWORD })).toMatchObject(refused('not-enrolled'));
    expect(await call.queries.patientSearch({ text: 'a' })).toMatchObject(refused('not-enrolled'));
    expect(await call.terminal.enrol({ code: one.server.code() })).toMatchObject({ ok: true, result: { phase: 'ready' } });
  });

  it('tells each window what changed and what became of its own session', async () => {
    await reception();
    const [first, second] = [window(), window()];
    await first.session.login({ login: 'asha', password: PASSWORD });
    const heard: Record<'first' | 'second', LiveMessage[]> = { first: [], second: [] };
    const stop = new AbortController();
    const listen = async (who: 'first' | 'second', call: RouterClient<CounterRouter>) => {
      for await (const message of await call.live(undefined, { signal: stop.signal })) heard[who].push(message);
    };
    const listening = [listen('first', first), listen('second', second)].map((one) => one.catch(() => undefined));
    await new Promise((resolve) => setImmediate(resolve));
    await first.operations.registerPatient(PATIENT);
    await second.session.login({ login: 'meena', password: PASSWORD });
    await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await Promise.all(listening);
    const changed = expect.objectContaining({
      kind: 'changed',
      records: expect.arrayContaining([expect.objectContaining({ record: 'patient' })]),
    });
    expect(heard.first).toContainEqual(changed);
    expect(heard.second).toContainEqual(changed);
    expect(heard.first).toContainEqual(expect.objectContaining({ kind: 'session', reason: 'switched' }));
    expect(heard.second.filter(({ kind }) => kind === 'session')).toEqual([]);
  });
});
