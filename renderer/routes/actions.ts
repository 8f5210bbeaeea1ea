import { ListTodo } from 'lucide-react'
import { useStoreQuery } from '../data.ts'
import { useConference } from '../parts/conference.tsx'
import { later } from '../parts/later.ts'
import type { Screen } from './screen.ts'

export const screen: Screen = {
  path: 'actions',
  navigation: { order: 4, label: 'nav.actions', icon: ListTodo, useMark: useOpenTasks },
  Component: later(async () => (await import('../screens/actions.tsx')).ActionsScreen),
}

function useOpenTasks(): number | null {
  const { slug } = useConference()
  return useStoreQuery('actions.open', { conference: slug }).data || null
}
