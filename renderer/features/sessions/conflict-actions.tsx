import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../db/model.ts'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import type { MenuAction } from '../../ui/menu-popover.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { findRivals, getSessionName } from '../schedule/index.ts'
import { useConference, useSessions, useStars } from './conference.tsx'
import styles from './conflict-actions.module.css'
import { keepConflicts, useConflicts } from './conflicts.ts'
import { getRoomName } from './room-mark.tsx'
import { setStar, swapStars } from './star-button.tsx'

/** Unless `prominent`, only this many sessions have a button; the others are in a menu. */
const MAX_BUTTONS = 2
const NO_SESSIONS: readonly Session[] = []

/**
 * Buttons that resolve a conflict of starred sessions: unstar one of them, or keep them all. If this session has no star, a button moves
 * the star of another session to it. Renders nothing without a conflict.
 */
export function ConflictActions({
  session,
  prominent = false,
  onDone,
}: {
  session: Session
  /** Shows a button for each session, where conflicts are the main subject. */
  prominent?: boolean
  /** Called before the pressed button disappears, so that the caller can move the focus. */
  onDone: () => void
}) {
  const { t } = useTranslation()
  const conference = useConference()
  const { slug } = conference
  const sessions = useSessions() ?? NO_SESSIONS
  const stars = useStars()
  /** @returns the room that the button of a session names, or null if there is only one button */
  const findRoomName = (others: readonly Session[], { room }: Session) =>
    prominent && others.length > 1 ? getRoomName(conference, room) : null
  const clashing = useConflicts(sessions).get(session.guid)
  if (!clashing) {
    const rivals = findRivals(session, sessions, stars)
    if (rivals.length === 0) return null
    return (
      <div className={styles.actions} data-prominent={prominent}>
        <SessionButtons
          prominent={prominent}
          actions={rivals.map((other) => ({
            id: other.guid,
            label: t('session.swap', { name: getSessionName(other) }),
            room: findRoomName(rivals, other),
            onAction: () => {
              onDone()
              void swapStars(slug, other, session)
            },
          }))}
        />
      </div>
    )
  }
  const unstar = async (other: Session) => {
    onDone()
    if (!(await setStar(slug, other, false))) return
    announce(t('session.unstarred', { name: getSessionName(other) }), {
      label: t('app.undo'),
      name: t('session.undo.unstar', { name: getSessionName(other) }),
      run: () => void setStar(slug, other, true),
    })
  }
  const keep = () => {
    onDone()
    const undo = keepConflicts(
      slug,
      [session, ...clashing].map(({ guid }) => guid),
    )
    announce(t('session.kept'), { label: t('app.undo'), name: t('session.undo.keep'), run: undo })
  }
  return (
    <div className={styles.actions} data-prominent={prominent}>
      <SessionButtons
        prominent={prominent}
        actions={clashing.map((other) => ({
          id: other.guid,
          label: t('session.unstar', { name: getSessionName(other) }),
          room: findRoomName(clashing, other),
          onAction: () => void unstar(other),
        }))}
      />
      <Action look={prominent ? 'quiet' : 'link'} onPress={keep}>
        {clashing.length === 1 ? t('session.keepBoth') : t('session.keepAll')}
      </Action>
    </div>
  )
}

/**
 * A button for each session if `prominent`; otherwise buttons for the first sessions and a menu for the others. A single other session gets
 * a button too, since a menu would take the same space.
 */
function SessionButtons({
  actions,
  prominent,
}: {
  actions: readonly (MenuAction & { room: string | null })[]
  prominent: boolean
}) {
  const { t } = useTranslation()
  const showsAll = prominent || actions.length <= MAX_BUTTONS + 1
  const shownActions = showsAll ? actions : actions.slice(0, MAX_BUTTONS)
  const otherActions = actions.slice(shownActions.length)
  const othersLabel = t('session.others', { count: otherActions.length })
  return (
    <>
      {shownActions.map(({ id, label, room, onAction }) => (
        <Action key={id} look={prominent ? 'plain' : 'link'} room={room} onPress={onAction}>
          {label}
        </Action>
      ))}
      {otherActions.length > 0 && (
        <Menu label={othersLabel} actions={otherActions}>
          <button type="button" className={styles.action}>
            {othersLabel}
            <ChevronDown aria-hidden />
          </button>
        </Menu>
      )}
    </>
  )
}

function Action({
  look,
  room = null,
  onPress,
  children,
}: {
  look: 'plain' | 'quiet' | 'link'
  room?: string | null
  onPress: () => void
  children: ReactNode
}) {
  if (look === 'link') {
    return (
      <button type="button" className={styles.action} onClick={onPress}>
        {children}
      </button>
    )
  }
  return (
    <Button variant={look} onPress={onPress}>
      <span className={styles.name}>
        {children} {room && <span className={styles.where}>{room}</span>}
      </span>
    </Button>
  )
}
