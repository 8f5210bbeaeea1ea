import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** Tests that replace a module or a part of the process while they run: each of these files gets its own process. */
const alone = [
  'db/maintenance/{backup-sync,bad-sector}.test.ts',
  '{db/contract,db/maintenance,tests/crash/power-cut}/encrypt*.test.ts',
  'db/{store/vault,maintenance/change-key}.test.ts',
  'electron/{erase-storage,lifecycle,lock,printing/printing,security,start-at,store-host}.test.ts',
]
const tests = '{core,net,db,electron,renderer,cli,scripts,bench,tests}/**/*.test.{ts,tsx}'

// Tests beside their sources. Tests that need a window are in tests/e2e (vitest.e2e.config.ts).
export default defineConfig({
  plugins: [packagesAsShipped()],
  test: {
    // Only a hang should fail, not a slow machine.
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
        // All other tests undo their changes, so a process can run them one after the other and load shared modules once.
        test: { name: 'together', isolate: false, include: [tests], exclude: [...alone, 'tests/e2e/**'] },
      },
    ],
  },
})

/**
 * Vitest loads the development builds of packages, whatever its settings say. The Markdown parser's development build checks itself at
 * every character and takes twice as long; the tests should use the build that the app contains.
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
