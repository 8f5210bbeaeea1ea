import { Building2 } from 'lucide-react'
import { createLazyComponent } from '../../lib/lazy-component.ts'
import type { Screen } from '../../lib/screen.ts'
import { useContacts } from './use-contacts.ts'

export const screen: Screen = {
  path: 'contacts',
  navigation: { order: 6, label: 'nav.contacts', icon: Building2, useMark: useContactCount },
  Component: createLazyComponent(async () => (await import('./contacts.tsx')).Contacts),
}

function useContactCount(): number | null {
  const { people, directory } = useContacts()
  return people.length + directory.length || null
}
