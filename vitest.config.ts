import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** Tests that replace a module or a part of the process for as long as they run: each of these has a process of its own. */
const alone = ['db/maintenance/backup-sync.test.ts', 'electron/{security,start-at}.test.ts']
const tests = '{core,db,electron,renderer,cli,scripts,bench,tests}/**/*.test.{ts,tsx}'

// Tests beside their sources. Those that need a window are tests/e2e/'s (vitest.e2e.config.ts).
export default defineConfig({
  plugins: [packagesAsShipped()],
  test: {
    // A hang is a failure; a busy machine is not.
    testTimeout: 60_000,
    globalSetup: 'db/testing/run-folder.ts',
    // By default Vitest leaves one processor free, which on two cores runs one file at a time.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: { name: 'alone', include: alone },
      },
      {
        extends: true,
        // The other tests put back what they change: a process runs one file after the other and loads once what they import.
        test: { name: 'together', isolate: false, include: [tests], exclude: [...alone, 'tests/e2e/**'] },
      },
    ],
  },
})

/**
 * Vitest asks packages for their development builds, whatever it is told. The Markdown parser has one that checks itself at
 * every character and takes twice as long; what is tested is what the app has inside.
 */
function packagesAsShipped(): Plugin {
  return {
    name: 'packages-as-shipped',
    configResolved({ ssr: { resolve } }) {
      if (resolve?.conditions) {
        resolve.conditions = resolve.conditions.filter((condition) => condition !== 'development|production')
      }
    },
  }
}
