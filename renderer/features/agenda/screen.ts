import { CalendarDays } from 'lucide-react'
import type { Screen } from '../../lib/screen.ts'
import { Agenda } from './agenda.tsx'

// Loaded at once, unlike the other screens, because the app starts with it.
export const screen: Screen = {
  path: 'agenda',
  navigation: { order: 2, label: 'nav.agenda', icon: CalendarDays },
  Component: Agenda,
}
