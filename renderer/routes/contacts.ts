import { Building2 } from 'lucide-react'
import { useContacts } from '../parts/contacts.ts'
import { later } from '../parts/later.ts'
import type { Screen } from './screen.ts'

export const screen: Screen = {
  path: 'contacts',
  navigation: { order: 6, label: 'nav.contacts', icon: Building2, useMark: useContactCount },
  Component: later(async () => (await import('../screens/contacts.tsx')).Contacts),
}

function useContactCount(): number | null {
  const { people, directory } = useContacts()
  return people.length + directory.length || null
}
