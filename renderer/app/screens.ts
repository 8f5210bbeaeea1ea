/**
 * Every file of this folder that exports `screen` is a screen: what stands of it in the navigation, and where its component is.
 * These files are part of the first frame; the components, in ../screens/, come later.
 */
import type { Screen } from '../lib/screen.ts'

const modules = import.meta.glob<{ screen?: Screen }>('../features/*/screen.{ts,tsx}', {
  eager: true,
})

export const screens: Screen[] = Object.values(modules)
  .flatMap(({ screen }) => (screen ? [screen] : []))
  .sort((a, b) => (a.navigation?.order ?? 99) - (b.navigation?.order ?? 99))
