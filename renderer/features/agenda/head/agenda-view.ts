import type { Session } from '../../../../db/model.ts'
import type { Filters } from '../../schedule/index.ts'

/** What the agenda is given to show, as a list or as a grid. */
export type AgendaView = {
  /** The whole programme; undefined until the store has answered. */
  sessions: readonly Session[] | undefined
  /** What the filters leave of it. */
  filtered: readonly Session[] | undefined
  filters: Filters
  onFilter: (change: Partial<Filters>) => void
  selected: Session | undefined
  /** Shown; the keyboard stays where it is. */
  onSelect: (session: Session) => void
  /** Its notes, with the cursor in them. */
  onOpen: (session: Session) => void
}
