/**
 * Collects `screen` from every feature's screen.ts, so a new screen needs no change here. These files are loaded for the first
 * frame; the screens' components are loaded later.
 */
import type { Screen } from '../lib/screen.ts'

const modules = import.meta.glob<{ screen?: Screen }>('../features/*/screen.{ts,tsx}', {
  eager: true,
})

export const screens: Screen[] = Object.values(modules)
  .flatMap(({ screen }) => (screen ? [screen] : []))
  .sort((a, b) => (a.navigation?.order ?? 99) - (b.navigation?.order ?? 99))
