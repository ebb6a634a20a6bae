import { createServer } from 'node:http';

/** One terminal as the start page offers it. */
export interface Offered {
  readonly counter: string;
  readonly kind: string;
  readonly logins: readonly string[];
  /** A fresh one-time link into its window; null where it has a window of its own. */
  readonly link: (() => Promise<string>) | null;
}

export interface StartPage {
  readonly address: string;
  close(): Promise<void>;
}

/** A page on this machine that says who can log in where. Links into terminals are made when they are followed. */
export async function openStartPage(
  clinic: string,
  password: string,
  offered: readonly Offered[],
  wantedPort: number,
): Promise<StartPage> {
  let port = wantedPort;
  const server = createServer((request, response) => {
    // A page elsewhere must not reach a terminal by naming this address under another host.
    if (request.headers.host !== `127.0.0.1:${port}` || request.method !== 'GET') {
      response.writeHead(403).end();
      return;
    }
    const chosen = /^\/terminal\/(\d{1,3})$/.exec(request.url ?? '')?.[1];
    const link = chosen === undefined ? undefined : offered[Number(chosen)]?.link;
    if (link) {
      link().then(
        (location) => response.writeHead(303, { location }).end(),
        (problem: Error) => response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' }).end(`${problem.message}\n`),
      );
      return;
    }
    if (request.url !== '/') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing here.\n');
      return;
    }
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      })
      .end(pageOf(clinic, password, offered));
  });
  port = await listen(server, wantedPort);
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : port);
    });
  });
}

function pageOf(clinic: string, password: string, offered: readonly Offered[]): string {
  const rows = offered
    .map(({ counter, kind, logins, link }, index) => {
      const name = link
        ? `<a href="/terminal/${index}" target="_blank" rel="noopener">${asHtml(counter)}</a>`
        : `${asHtml(counter)} (own window)`;
      return `<tr><td>${name}</td><td>${asHtml(kind)}</td><td>${logins.map((login) => `<code>${asHtml(login)}</code>`).join(' ')}</td></tr>`;
    })
    .join('\n');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Counterfoil demo</title><meta name="viewport" content="width=device-width">
<style>
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100%; margin: 1.5rem 0 }
th, td { text-align: left; padding: .6rem .8rem; border-bottom: 1px solid #8886 }
a { font-weight: 600 } code { font-size: 1.05em }
</style></head><body>
<h1>${asHtml(clinic)}</h1>
<p>Each counter below is a terminal: its own process, data folder and key. Open one and log in; every password is
<code>${asHtml(password)}</code>.</p>
<table><thead><tr><th>Counter</th><th>Kind</th><th>Who logs in here</th></tr></thead><tbody>
${rows}
</tbody></table>
<p>Register somebody at the reception, treat them in the consulting room, take the money at the cashier, and close the
day in the back office. Stop everything with Ctrl-C where it was started; the next start finds the day as it was left.</p>
</body></html>
`;
}

function asHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
