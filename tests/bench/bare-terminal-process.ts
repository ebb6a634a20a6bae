/** A terminal of a bare hash-chained log in a process of its own: pushes what it has, or pulls until it has so much. */
import { basename, dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pinnedAgent } from '#main/sync/pinned-agent.ts';
import { BareChain } from './bare-chain.ts';
import { openBareLog } from './bare-log.ts';
import type { BareTask } from './bare-sync.ts';

const BATCH = 2_000;
const NOTHING_NEW_MS = 5;
const ASKED_AT_MOST = 100_000;

type Ask = (method: 'GET' | 'POST', path: string, body?: string) => Promise<unknown>;

async function push(task: BareTask, ask: Ask): Promise<void> {
  const log = openBareLog(dirname(task.file), basename(task.file));
  const texts = log.all();
  for (let at = 0; at < texts.length; at += BATCH) await ask('POST', '/push', JSON.stringify(texts.slice(at, at + BATCH)));
  log.close();
}

async function pull(task: BareTask, ask: Ask): Promise<void> {
  const log = openBareLog(dirname(task.file), basename(task.file));
  const chain = new BareChain();
  let held = 0;
  for (let asked = 0; held < task.texts && asked < ASKED_AT_MOST; asked++) {
    const page = (await ask('GET', `/pull?after=${held}`)) as { text: string }[];
    if (page.length === 0) await delay(NOTHING_NEW_MS);
    for (const { text } of page) chain.follow(text);
    log.insertAll(page.map(({ text }) => text));
    held += page.length;
  }
  log.close();
}

async function run(task: BareTask): Promise<void> {
  const agent = pinnedAgent(task.to.fingerprint);
  const ask: Ask = async (method, path, body = null as never) => {
    const answer = await agent.request({ origin: task.to.origin, method, path, body });
    if (answer.statusCode !== 200) throw new Error(`the bare server answered ${answer.statusCode}: ${await answer.body.text()}`);
    return answer.body.json();
  };
  await (task.work === 'push' ? push : pull)(task, ask);
  await agent.close();
  process.send?.({ doneAtMs: performance.timeOrigin + performance.now() });
}

process.on('message', ({ task }: { task: BareTask }) => void run(task));
process.once('disconnect', () => process.exit(0));
process.send?.({ ready: true });
