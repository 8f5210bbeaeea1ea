import { defineConfig } from 'vitest/config'

// Tests beside their sources. Those that need a window are e2e/'s (vitest.e2e.config.ts).
export default defineConfig({
  test: {
    include: ['{core,db,electron,renderer,cli,scripts,bench}/**/*.test.{ts,tsx}'],
  },
})
