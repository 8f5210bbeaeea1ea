import { CalendarDays } from 'lucide-react'
import type { Screen } from '../../lib/screen.ts'
import { Agenda } from './agenda.tsx'

// Not later, like the other screens: it is what the app starts with.
export const screen: Screen = {
  path: 'agenda',
  navigation: { order: 2, label: 'nav.agenda', icon: CalendarDays },
  Component: Agenda,
}
