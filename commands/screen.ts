import open from 'open';

/** For the help of commands that open something for people to look at. */
export const SCREEN_ENVIRONMENT = {
  'DISPLAY, WAYLAND_DISPLAY': 'on Linux, without either nothing is opened and the address is printed',
} as const;

export function hasScreen(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Opens an address in the person's browser, where there is a screen. */
export async function openInBrowser(address: string): Promise<void> {
  if (!hasScreen()) return;
  await open(address).catch(() => console.log('No browser could be opened: follow the address.'));
}
