import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { defineConfig } from 'vite'
import { createPackageListPlugin } from './scripts/lib/list-packages.ts'

// The command line for `npm install -g`: dist/cli.js, and what it loads in dist/cli, with the workers of db/ beside the code that starts them.
const workers = globSync('db/**/*.worker.ts').map((file) => [`cli/${basename(file, '.ts')}`, file])

export default defineConfig({
  publicDir: false,
  plugins: [createPackageListPlugin('cli')],
  ssr: { noExternal: true, external: ['better-sqlite3', 'hunspell-wasm'] },
  build: {
    ssr: true,
    outDir: 'dist',
    // The other parts are built into folders beside it.
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { cli: 'cli/start.js', ...Object.fromEntries(workers) },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'cli/[name]-[hash].js' },
    },
  },
})
