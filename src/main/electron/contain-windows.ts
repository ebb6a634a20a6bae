import { app, session } from 'electron';

/**
 * Keeps every page where it was put: no navigation, no popups, no embedded pages, no permissions (Electron's security
 * checklist, points 5, 12 to 15).
 */
export function containWindows(allowedOrigin: string): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => {
      if (!isAt(event.url, allowedOrigin)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** Once the app is ready. */
export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
}

/** A custom scheme's `URL.origin` is the text "null", so scheme and host are compared. */
export function isAt(address: string, origin: string): boolean {
  try {
    const url = new URL(address);
    return `${url.protocol}//${url.host}` === origin;
  } catch {
    return false;
  }
}
