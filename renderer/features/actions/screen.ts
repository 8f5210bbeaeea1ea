import { ListTodo } from 'lucide-react'
import { createLazyComponent } from '../../lib/lazy-component.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import type { Screen } from '../../lib/screen.ts'
import { useConference } from '../sessions/index.ts'

export const screen: Screen = {
  path: 'actions',
  navigation: { order: 4, label: 'nav.actions', icon: ListTodo, useMark: useOpenTasks },
  Component: createLazyComponent(async () => (await import('./actions.tsx')).ActionsScreen),
}

function useOpenTasks(): number | null {
  const { slug } = useConference()
  return useStoreQuery('actions.open', { conference: slug }).data || null
}
