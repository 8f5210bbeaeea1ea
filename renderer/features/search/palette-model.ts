/** The rows and groups of the palette. A tab filters them by kind. */
import type { ReactNode } from 'react'
import type { MarkedText } from '../../../db/contract/index.ts'

export const scopes = ['sessions', 'keyMessages', 'notes', 'contacts', 'documents'] as const
export type Scope = (typeof scopes)[number]

export type PaletteRow = {
  /** Unique within the palette. */
  id: string
  /** The room's pattern, the message's number or an icon. */
  icon: ReactNode
  title: MarkedText
  /** The line below the title. */
  facts?: MarkedText[]
  /** Text at the end of the title's line. */
  detail?: string
  /** Set if the title is a text of the interface, and not of the conference or the delegate. */
  isCommand?: true
  /** Set if choosing the row keeps the palette open. */
  keepsPaletteOpen?: true
  run: () => void
}

export type PaletteGroup = {
  id: string
  label: string
  /** The tab that shows the group; null if only "All" does. */
  scope: Scope | null
  rows: PaletteRow[]
  /** Set if the tab of `scope` has more rows. */
  isShortened?: boolean
}

/** Creates a group with one command, which keeps the palette open. */
export function createCommandGroup({
  id,
  label = '',
  icon,
  title,
  run,
}: {
  id: string
  label?: string
  icon: ReactNode
  title: string
  run: () => void
}): PaletteGroup {
  return {
    id,
    label,
    scope: null,
    rows: [{ id, icon, title: toPlain(title), isCommand: true, keepsPaletteOpen: true, run }],
  }
}

export function toPlain(text: string): MarkedText {
  return [{ text, match: false }]
}
