import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/**
 * Folders whose tests put back what they change in a module or in the process: a process runs their files one after the other
 * and loads only once what they import. A test that replaces a module belongs elsewhere.
 */
const clean = ['{core,renderer}/**', 'db/{contract,formats,packs}/**']
const tests = '*.test.{ts,tsx}'

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
        test: { name: 'clean', isolate: false, include: clean.map((folder) => `${folder}/${tests}`) },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: [`{core,db,electron,renderer,cli,scripts,bench,tests}/**/${tests}`],
          exclude: [...clean, 'tests/e2e/**'],
        },
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
