import { contextBridge, ipcRenderer } from 'electron';

/**
 * The one bridge. The window makes a MessageChannel and posts its second port with this message; it goes on to the main
 * process, and from then on the two speak over it. Nothing else of Electron is to be had in the window.
 */
const CONNECT = 'counterfoil:connect';

window.addEventListener('message', (event) => {
  // Only the window itself, not a frame in it.
  if (event.source !== window || event.data !== CONNECT) return;
  const [port] = event.ports;
  if (port) ipcRenderer.postMessage(CONNECT, null, [port]);
});

contextBridge.exposeInMainWorld('counterfoil', { shell: 'electron' });
