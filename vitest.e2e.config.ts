import { defineConfig } from 'vitest/config'

/** The executable of a packaged app: with it only that app is tested, without it all but that. */
const packaged = process.env.RAPPORTEUR_E2E_PACKAGED
const packagedTests = 'tests/e2e/packaged.test.ts'

/** One file at a time for each display that was made for these tests; on a real one, windows would fight over the focus. */
const displays = process.env.RAPPORTEUR_DISPLAYS?.split(' ') ?? []

// The app in a real window.
export default defineConfig({
  test: {
    include: packaged ? [packagedTests] : ['tests/e2e/**/*.test.ts'],
    exclude: packaged ? [] : [packagedTests],
    globalSetup: ['db/testing/run-folder.ts', 'tests/e2e/lib/end-shared-apps.ts'],
    // A worker runs its files in one process, which keeps the app that they share (tests/e2e/lib/shared-app.ts).
    isolate: false,
    setupFiles: 'tests/e2e/lib/own-display.ts',
    maxWorkers: Math.max(1, displays.length),
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A busy machine may take its time to show a window; only a window that never shows is a failure.
    expect: { poll: { timeout: 30_000 } },
  },
})
