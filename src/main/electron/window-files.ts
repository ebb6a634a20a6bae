import { pathToFileURL } from 'node:url';
import { net, protocol } from 'electron';
import { contentPolicy } from '../browser-shell/headers.ts';
import { fileFor } from '../browser-shell/static-files.ts';

const SCHEME = 'counterfoil';
/** What the window's pages come from. Not `file:`, whose pages may read each other. */
export const WINDOW_ORIGIN = `${SCHEME}://window`;

/** Must be called before the app is ready. */
export function registerWindowScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Serves the built window, and nothing outside its folder. */
export function serveWindow(folder: string): void {
  protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url);
    const file = url.host === 'window' ? fileFor(folder, url.pathname) : undefined;
    if (!file) return new Response('There is nothing here.', { status: 404 });
    const found = await net.fetch(pathToFileURL(file).href).catch(() => undefined);
    if (!found) return new Response('There is nothing here.', { status: 404 });
    const headers = new Headers(found.headers);
    headers.set('content-security-policy', contentPolicy(''));
    headers.set('x-content-type-options', 'nosniff');
    return new Response(found.body, { status: found.status, headers });
  });
}
