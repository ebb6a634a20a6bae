import type { IncomingMessage } from 'node:http';
import type { OneTimeLinks } from './one-time-links.ts';

/** Cookies are shared by every port of a host, so the name carries the port: terminals side by side keep apart. */
export function cookieName(port: number): string {
  return `counterfoil-${port}`;
}

/** Whether the request was made to this very address: a name that resolves here (DNS rebinding) is not it. */
export function isForUs(request: IncomingMessage, port: number): boolean {
  return request.headers.host === `127.0.0.1:${port}` || request.headers.host === `localhost:${port}`;
}

/** Another site's page may make a browser send requests, but not without saying where it comes from. */
export function isFromUs(request: IncomingMessage, required: boolean): boolean {
  const { origin, host } = request.headers;
  if (origin !== undefined) return origin === `http://${host}`;
  const site = request.headers['sec-fetch-site'];
  return !required && (site === undefined || site === 'same-origin' || site === 'none');
}

export function isAdmitted(request: IncomingMessage, port: number, links: OneTimeLinks): boolean {
  const named = `${cookieName(port)}=`;
  const cookies = (request.headers.cookie ?? '').split(';').map((one) => one.trim());
  return cookies.some((one) => one.startsWith(named) && links.admits(one.slice(named.length)));
}
