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

/** Number of sessions that have a button in a list's line; the others are in a menu. If `prominent`, each has a button. */
const SHOWN_IN_LINE = 2
const NONE: readonly Session[] = []

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
  const sessions = useSessions() ?? NONE
  const stars = useStars()
  /** With several sessions, each button names its room. */
  const findRoomName = (others: readonly Session[], { room }: Session) =>
    prominent && others.length > 1 ? getRoomName(conference, room) : null
  const clashing = useConflicts(sessions).get(session.guid)
  if (!clashing) {
    const rivals = findRivals(session, sessions, stars)
    if (rivals.length === 0) return null
    return (
      <div className={styles.actions} data-prominent={prominent}>
        <Ways
          prominent={prominent}
          ways={rivals.map((other) => ({
            id: other.guid,
            label: t('session.swap', { name: getSessionName(other) }),
            where: findRoomName(rivals, other),
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
    const takeBack = keepConflicts(
      slug,
      [session, ...clashing].map(({ guid }) => guid),
    )
    announce(t('session.kept'), { label: t('app.undo'), name: t('session.undo.keep'), run: takeBack })
  }
  return (
    <div className={styles.actions} data-prominent={prominent}>
      <Ways
        prominent={prominent}
        ways={clashing.map((other) => ({
          id: other.guid,
          label: t('session.unstar', { name: getSessionName(other) }),
          where: findRoomName(clashing, other),
          onAction: () => void unstar(other),
        }))}
      />
      <Action look={prominent ? 'quiet' : 'words'} onPress={keep}>
        {clashing.length === 1 ? t('session.keepBoth') : t('session.keepAll')}
      </Action>
    </div>
  )
}

/**
 * A button for each session if `prominent`; otherwise buttons for the first sessions and a menu for the others. A single other session gets
 * a button too, since a menu would take the same space.
 */
function Ways({
  ways,
  prominent,
}: {
  ways: readonly (MenuAction & { where: string | null })[]
  prominent: boolean
}) {
  const { t } = useTranslation()
  const isAll = prominent || ways.length <= SHOWN_IN_LINE + 1
  const shown = isAll ? ways : ways.slice(0, SHOWN_IN_LINE)
  const others = ways.slice(shown.length)
  const more = t('session.others', { count: others.length })
  return (
    <>
      {shown.map(({ id, label, where, onAction }) => (
        <Action key={id} look={prominent ? 'plain' : 'words'} where={where} onPress={onAction}>
          {label}
        </Action>
      ))}
      {others.length > 0 && (
        <Menu label={more} actions={others}>
          <button type="button" className={styles.action}>
            {more}
            <ChevronDown aria-hidden />
          </button>
        </Menu>
      )}
    </>
  )
}

function Action({
  look,
  where = null,
  onPress,
  children,
}: {
  look: 'plain' | 'quiet' | 'words'
  where?: string | null
  onPress: () => void
  children: ReactNode
}) {
  if (look === 'words') {
    return (
      <button type="button" className={styles.action} onClick={onPress}>
        {children}
      </button>
    )
  }
  return (
    <Button variant={look} onPress={onPress}>
      <span className={styles.name}>
        {children} {where && <span className={styles.where}>{where}</span>}
      </span>
    </Button>
  )
}
