import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The window alone, as `electron.vite.config.ts` builds it among the rest: `vite build -c vite.renderer.config.ts`. */
export default defineConfig({
  root: 'src/renderer',
  plugins: [react()],
  build: {
    outDir: resolve('out/renderer'),
    emptyOutDir: true,
    // Read from this machine's disk: one file is quicker than many.
    chunkSizeWarningLimit: 1500,
    rollupOptions: { input: resolve('src/renderer/index.html') },
  },
});
