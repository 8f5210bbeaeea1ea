import { ListOrdered } from 'lucide-react'
import { useChapters } from '../parts/key-message-chapters.ts'
import { later } from '../parts/later.ts'
import type { Screen } from './screen.ts'

export const screen: Screen = {
  path: 'key-messages',
  navigation: { order: 5, label: 'nav.keyMessages', icon: ListOrdered, useMark: useChapterCount },
  Component: later(async () => (await import('../screens/key-messages.tsx')).KeyMessages),
}

function useChapterCount(): number | null {
  return useChapters()?.length || null
}
