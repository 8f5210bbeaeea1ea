import { defineConfig } from 'vitest/config'

/** The executable of a packaged app. If it is set, only the tests of the packaged app run; otherwise all others. */
const packaged = process.env.RAPPORTEUR_E2E_PACKAGED
const packagedTests = 'tests/e2e/packaged*.test.ts'

/** Runs one file at a time for each virtual display. On a real display, windows would compete for the focus. */
const displays = process.env.RAPPORTEUR_DISPLAYS?.split(' ') ?? []

// The app in a real window.
export default defineConfig({
  test: {
    include: packaged ? [packagedTests] : ['tests/e2e/**/*.test.ts'],
    exclude: packaged ? [] : [packagedTests],
    globalSetup: ['db/testing/run-folder.ts', 'tests/e2e/lib/end-shared-apps.ts'],
    // Each worker runs its files in one process, so that they can share one app (tests/e2e/lib/shared-app.ts).
    isolate: false,
    setupFiles: 'tests/e2e/lib/own-display.ts',
    maxWorkers: Math.max(1, displays.length),
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A slow machine may need time to show a window; only a window that never shows is a failure.
    expect: { poll: { timeout: 30_000 } },
  },
})
