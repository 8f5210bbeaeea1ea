import { NotebookPen } from 'lucide-react'
import { useNotes } from '../parts/conference.tsx'
import { later } from '../parts/later.ts'
import type { Screen } from './screen.ts'

export const screen: Screen = {
  path: 'notes',
  navigation: { order: 3, label: 'nav.notes', icon: NotebookPen, useMark: useEntryCount },
  Component: later(async () => (await import('../screens/notes.tsx')).NotesScreen),
}

function useEntryCount(): number | null {
  return useNotes().reduce((sum, { entries }) => sum + entries, 0) || null
}
