/** What the palette lists: rows in groups, each of a kind that a tab can narrow it to. */
import type { ReactNode } from 'react'
import type { MarkedText } from '../../../db/contract/index.ts'

export const scopes = ['sessions', 'keyMessages', 'notes', 'contacts'] as const
export type Scope = (typeof scopes)[number]

export type PaletteRow = {
  /** Unique in the palette. */
  id: string
  /** The room's pattern, the message's number or an icon. */
  mark: ReactNode
  title: MarkedText
  /** The line below the title. */
  facts?: MarkedText[]
  /** At the end of the title's line. */
  detail?: string
  /** Words of the interface, not of the conference or the delegate. */
  command?: true
  /** Leads further within the palette, which stays open. */
  stays?: true
  run: () => void
}

export type PaletteGroup = {
  id: string
  label: string
  /** The tab that shows it; null: only "All" does. */
  scope: Scope | null
  rows: PaletteRow[]
}

export function toPlain(text: string): MarkedText {
  return [{ text, match: false }]
}
