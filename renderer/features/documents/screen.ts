import { Map as MapIcon } from 'lucide-react'
import { createLazyComponent } from '../../lib/lazy-component.ts'
import type { Screen } from '../../lib/screen.ts'
import { useFiles } from '../sessions/index.ts'

export const screen: Screen = {
  path: 'documents',
  navigation: {
    order: 20,
    label: 'nav.documents',
    icon: MapIcon,
    useMark: () => useFiles().length || null,
    useIsShown: () => useFiles().length > 0,
  },
  Component: createLazyComponent(async () => (await import('./documents.tsx')).Documents),
}
