import { FileOutput } from 'lucide-react'
import { later } from '../../lib/lazy-component.ts'
import type { Screen } from '../../lib/screen.ts'

export const screen: Screen = {
  path: 'export',
  navigation: { order: 7, label: 'nav.export', icon: FileOutput },
  Component: later(async () => (await import('./export.tsx')).Export),
}
