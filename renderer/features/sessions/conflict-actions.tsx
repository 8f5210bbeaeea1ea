import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as PlainButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../db/model.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, type MenuAction } from '../../ui/menu.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { findRivals, sessionName } from '../schedule/index.ts'
import { useConference, useSessions, useStars } from './conference.tsx'
import styles from './conflict-actions.module.css'
import { keepConflicts, useConflicts } from './conflicts.ts'
import { roomName } from './room-mark.tsx'
import { setStar, swapStars } from './star-button.tsx'

/** In a line of a list, the others in a menu. Where this is what the place is about, each has its way out. */
const SHOWN_IN_LINE = 2
const NONE: readonly Session[] = []

/**
 * What can be done about starred sessions at the same time: give one up, or keep them; beside one without a star, take the star
 * of another to it. Nothing where none clash.
 */
export function ConflictActions({
  session,
  prominent = false,
  onDone,
}: {
  session: Session
  /** Buttons of their own, where this is what the place is about. */
  prominent?: boolean
  /** The pressed button is about to go: the place for the focus is the caller's to choose. */
  onDone: () => void
}) {
  const { t } = useTranslation()
  const conference = useConference()
  const { slug } = conference
  const sessions = useSessions() ?? NONE
  const stars = useStars()
  /** Of several, each button says in which room it is, and no sentence before says it again (grid-peek.tsx). */
  const whereIn = (others: readonly Session[], { room }: Session) =>
    prominent && others.length > 1 ? roomName(conference, room) : null
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
            label: t('session.swap', { name: sessionName(other) }),
            where: whereIn(rivals, other),
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
    announce(t('session.unstarred', { name: sessionName(other) }), {
      label: t('app.undo'),
      name: t('session.undo.unstar', { name: sessionName(other) }),
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
          label: t('session.unstar', { name: sessionName(other) }),
          where: whereIn(clashing, other),
          onAction: () => void unstar(other),
        }))}
      />
      <Action look={prominent ? 'quiet' : 'words'} onPress={keep}>
        {clashing.length === 1 ? t('session.keepBoth') : t('session.keepAll')}
      </Action>
    </div>
  )
}

/** One for each session; in a line the first of them, and a menu of the rest. One more takes no more room than its menu. */
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
          <PlainButton className={styles.action ?? ''}>
            {more}
            <ChevronDown aria-hidden />
          </PlainButton>
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
      <PlainButton className={styles.action ?? ''} onPress={onPress}>
        {children}
      </PlainButton>
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
