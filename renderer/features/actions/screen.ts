import { ListTodo } from 'lucide-react'
import { useStoreQuery } from '../../lib/data.ts'
import { later } from '../../lib/later.ts'
import type { Screen } from '../../lib/screen.ts'
import { useConference } from '../sessions/conference.tsx'

export const screen: Screen = {
  path: 'actions',
  navigation: { order: 4, label: 'nav.actions', icon: ListTodo, useMark: useOpenTasks },
  Component: later(async () => (await import('./actions.tsx')).ActionsScreen),
}

function useOpenTasks(): number | null {
  const { slug } = useConference()
  return useStoreQuery('actions.open', { conference: slug }).data || null
}
