import type { ParseKeys } from 'i18next'
import type { LucideIcon } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'

/** A screen: its place in the navigation, and its component. */
export type Screen = {
  /** First segment of the route: "agenda" for #/agenda and #/agenda/workshop-9. */
  path: string
  /** Set if the screen is in the navigation; `order` is its place there. */
  navigation?: {
    order: number
    label: NavigationLabel
    icon: LucideIcon
    /** The count or mark at the end of its row. */
    useMark?: () => ReactNode
    /** Whether the row is shown; by default always. */
    useIsShown?: () => boolean
  }
  /** The title of the window; by default its name in the navigation. */
  title?: Heading
  /** `id` is the second segment, decoded. */
  Component: ComponentType<{ id: string | undefined }>
}

/** Keys of the interface's texts. */
type NavigationLabel = Extract<ParseKeys, `nav.${string}`>
type Heading = NavigationLabel | Extract<ParseKeys, `${string}.heading`>
