import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The interface. Electron 33 is the oldest that runs it (Chromium 130); fonts stay files because the content
// security policy allows no data: fonts.
export default defineConfig({
  root: 'renderer',
  base: './',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
})
