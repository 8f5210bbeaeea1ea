import type { LucideIcon } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'

/** A screen: its place in the navigation, and its component. */
export type Screen = {
  /** First segment of the route: "agenda" for #/agenda and #/agenda/workshop-9. */
  path: string
  /** Present: it stands in the navigation, at this place. `label` is a key of the interface's strings. */
  navigation?: {
    order: number
    label: NavigationLabel
    icon: LucideIcon
    /** What stands at the end of its row: a count, or a mark. */
    useMark?: () => ReactNode
    /** Without it: always. */
    useIsShown?: () => boolean
  }
  /** What the window is called; by default its name in the navigation, or that of the settings. A key of the interface's strings. */
  title?: 'nav.library' | 'exchange.heading' | 'closing.heading' | 'written.heading'
  /** `id` is the second segment, decoded. */
  Component: ComponentType<{ id: string | undefined }>
}

export type NavigationLabel =
  | 'nav.now'
  | 'nav.agenda'
  | 'nav.notes'
  | 'nav.actions'
  | 'nav.keyMessages'
  | 'nav.contacts'
  | 'nav.export'
  | 'nav.documents'
  | 'nav.settings'
