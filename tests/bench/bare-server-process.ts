/** A server of a bare hash-chained log in a process of its own: `POST /push` takes texts, `GET /pull?after=N` gives them. */
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import postgres from 'postgres';
import { ownCertificate } from '#server/certificate.ts';
import { startEmbedded } from '#server/store/embedded.ts';
import { BareChain } from './bare-chain.ts';

const PAGE = 1_000;

const [dataDir = ''] = process.argv.slice(2);
const embedded = await startEmbedded(dataDir);
const sql = postgres(embedded.url, { max: 2, onnotice: () => undefined });
await sql`CREATE TABLE IF NOT EXISTS bare (position BIGSERIAL PRIMARY KEY, text TEXT NOT NULL)`;
const chain = new BareChain();
const { cert, key, fingerprint } = await ownCertificate(dataDir);

async function answer(method: string | undefined, url: URL, body: string): Promise<unknown> {
  if (method === 'POST') {
    const texts = JSON.parse(body) as string[];
    for (const text of texts) chain.follow(text);
    await sql`INSERT INTO bare (text) SELECT unnest(${texts}::text[])`;
    return { taken: texts.length };
  }
  const after = Number(url.searchParams.get('after'));
  return sql`SELECT text FROM bare WHERE position > ${after} ORDER BY position LIMIT ${PAGE}`;
}

const server = createServer({ cert, key }, (request, response) => {
  void textOf(request)
    .then((body) => answer(request.method, new URL(request.url ?? '/', 'https://localhost'), body))
    .then(
      (said) => response.end(JSON.stringify(said)),
      (problem: unknown) => response.writeHead(500).end(String(problem)),
    );
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
process.once('disconnect', () => {
  server.closeAllConnections();
  void sql
    .end()
    .then(() => embedded.stop())
    .then(() => process.exit(0));
});
process.send?.({ ready: { origin: `https://127.0.0.1:${port}`, fingerprint } });
