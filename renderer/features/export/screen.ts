import { FileOutput } from 'lucide-react'
import { createLazyComponent } from '../../lib/lazy-component.ts'
import type { Screen } from '../../lib/screen.ts'

export const screen: Screen = {
  path: 'export',
  navigation: { order: 7, label: 'nav.export', icon: FileOutput },
  Component: createLazyComponent(async () => (await import('./export.tsx')).Export),
}
