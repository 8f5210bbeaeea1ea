import { Map as MapIcon } from 'lucide-react'
import { useFiles } from '../parts/files.ts'
import { later } from '../parts/later.ts'
import type { Screen } from './screen.ts'

export const screen: Screen = {
  path: 'documents',
  navigation: {
    order: 20,
    label: 'nav.documents',
    icon: MapIcon,
    useMark: () => useFiles().length || null,
    useIsShown: () => useFiles().length > 0,
  },
  Component: later(async () => (await import('../screens/documents.tsx')).Documents),
}
