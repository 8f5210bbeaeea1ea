import type { Session } from '../../../../db/model.ts'
import type { Filters } from '../../schedule/index.ts'

/** Props shared by the agenda's list and grid. */
export type AgendaView = {
  /** The whole programme; undefined until the store has answered. */
  sessions: readonly Session[] | undefined
  /** The sessions that match the filters. */
  filtered: readonly Session[] | undefined
  filters: Filters
  onFilter: (change: Partial<Filters>) => void
  selected: Session | undefined
  /** Shows the session without moving the focus. */
  onSelect: (session: Session) => void
  /** Opens the session's notes and puts the cursor into them. */
  onOpen: (session: Session) => void
}
