import { defineConfig } from 'vitest/config'

/** The executable of a packaged app: with it only that app is tested, without it all but that. */
const packaged = process.env.RAPPORTEUR_E2E_PACKAGED
const packagedTests = 'e2e/packaged.test.ts'

// The app in a real window. One file at a time: two windows would fight over the focus.
export default defineConfig({
  test: {
    include: packaged ? [packagedTests] : ['e2e/**/*.test.ts'],
    exclude: packaged ? [] : [packagedTests],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A busy machine may take its time to show a window; only a window that never shows is a failure.
    expect: { poll: { timeout: 30_000 } },
  },
})
