import type { ParseKeys } from 'i18next'
import type { LucideIcon } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'

/** A screen: its place in the navigation, and its component. */
export type Screen = {
  /** First segment of the route: "agenda" for #/agenda and #/agenda/workshop-9. */
  path: string
  /** Present: it stands in the navigation, at this place. */
  navigation?: {
    order: number
    label: NavigationLabel
    icon: LucideIcon
    /** What stands at the end of its row: a count, or a mark. */
    useMark?: () => ReactNode
    /** Without it: always. */
    useIsShown?: () => boolean
  }
  /** What the window is called; by default its name in the navigation, or that of the settings. */
  title?: Heading
  /** `id` is the second segment, decoded. */
  Component: ComponentType<{ id: string | undefined }>
}

/** Keys of the interface's strings. */
type NavigationLabel = Extract<ParseKeys, `nav.${string}`>
type Heading = NavigationLabel | Extract<ParseKeys, `${string}.heading`>
