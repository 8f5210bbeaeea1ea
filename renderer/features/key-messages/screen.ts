import { ListOrdered } from 'lucide-react'
import { createLazyComponent } from '../../lib/lazy-component.ts'
import type { Screen } from '../../lib/screen.ts'
import { useChapters } from './key-message-chapters.ts'

export const screen: Screen = {
  path: 'key-messages',
  navigation: { order: 5, label: 'nav.keyMessages', icon: ListOrdered, useMark: useChapterCount },
  Component: createLazyComponent(async () => (await import('./key-messages.tsx')).KeyMessages),
}

function useChapterCount(): number | null {
  return useChapters()?.length || null
}
