import { NotebookPen } from 'lucide-react'
import { createLazyComponent } from '../../lib/lazy-component.ts'
import type { Screen } from '../../lib/screen.ts'
import { countMyEntries } from '../schedule/index.ts'
import { useNotes } from '../sessions/index.ts'

export const screen: Screen = {
  path: 'notes',
  navigation: { order: 3, label: 'nav.notes', icon: NotebookPen, useMark: useEntryCount },
  Component: createLazyComponent(async () => (await import('./notes.tsx')).NotesScreen),
}

function useEntryCount(): number | null {
  return countMyEntries(useNotes()) || null
}
