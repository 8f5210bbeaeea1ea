/**
 * The list of screens: each feature with a screen.ts that exports `screen`. A new screen needs no line here. These files are part
 * of the first frame; what they show is loaded later.
 */
import type { Screen } from '../lib/screen.ts'

const modules = import.meta.glob<{ screen?: Screen }>('../features/*/screen.{ts,tsx}', {
  eager: true,
})

export const screens: Screen[] = Object.values(modules)
  .flatMap(({ screen }) => (screen ? [screen] : []))
  .sort((a, b) => (a.navigation?.order ?? 99) - (b.navigation?.order ?? 99))
