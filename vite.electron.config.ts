import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { defineConfig } from 'vite'
import { createAsciiOnlyPlugin } from './scripts/lib/ascii-only.ts'
import { createStartLimitPlugin } from './scripts/lib/limit-start.ts'
import { createPackageListPlugin } from './scripts/lib/list-packages.ts'

// The main process, the store process and its workers (all *.worker.ts in db/) are modules in dist/electron, so that
// each finds the others by a relative URL. Electron 33 has Node 20.
const entries = ['electron/main.ts', 'electron/store.ts', ...globSync('db/**/*.worker.ts')]

export default defineConfig({
  publicDir: false,
  plugins: [createAsciiOnlyPlugin(), createStartLimitPlugin('main', 200), createPackageListPlugin()],
  ssr: {
    noExternal: true,
    external: ['electron', 'better-sqlite3', 'hunspell-wasm', 'zxing-wasm', 'tesseract.js-core'],
  },
  build: {
    ssr: true,
    outDir: 'dist/electron',
    // The preload script is built into the same folder by its own configuration.
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: Object.fromEntries(entries.map((file) => [basename(file, '.ts'), file])),
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
