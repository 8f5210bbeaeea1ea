import type { ReactNode } from 'react'
import { Button as PlainButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../db/model.ts'
import { rivalsOf, sessionName } from '../programme.ts'
import { Button } from '../ui/button.tsx'
import { useConference, useSessions, useStars } from './conference.tsx'
import styles from './conflict-actions.module.css'
import { keepConflicts, useConflicts } from './conflicts.ts'
import { setStar, swapStars } from './star-button.tsx'
import { announce } from './undo.tsx'

/** More ways out than these are for the agenda. */
const SHOWN = 2
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
  const { slug } = useConference()
  const sessions = useSessions() ?? NONE
  const stars = useStars()
  const clashing = useConflicts(sessions).get(session.guid)
  if (!clashing) {
    const rivals = rivalsOf(session, sessions, stars).slice(0, SHOWN)
    if (rivals.length === 0) return null
    return (
      <div className={styles.actions} data-prominent={prominent}>
        {rivals.map((other) => (
          <Action
            key={other.guid}
            look={prominent ? 'plain' : 'words'}
            onPress={() => {
              onDone()
              void swapStars(slug, other, session)
            }}
          >
            {t('session.swap', { name: sessionName(other) })}
          </Action>
        ))}
      </div>
    )
  }
  const unstar = async (other: Session) => {
    onDone()
    if (!(await setStar(slug, other, false))) return
    announce(t('session.unstarred', { name: sessionName(other) }), {
      label: t('app.undo'),
      run: () => void setStar(slug, other, true),
    })
  }
  const keep = () => {
    onDone()
    const takeBack = keepConflicts(
      slug,
      [session, ...clashing].map(({ guid }) => guid),
    )
    announce(t('session.kept'), { label: t('app.undo'), run: takeBack })
  }
  return (
    <div className={styles.actions} data-prominent={prominent}>
      {clashing.slice(0, SHOWN).map((other) => (
        <Action key={other.guid} look={prominent ? 'plain' : 'words'} onPress={() => void unstar(other)}>
          {t('session.unstar', { name: sessionName(other) })}
        </Action>
      ))}
      <Action look={prominent ? 'quiet' : 'words'} onPress={keep}>
        {clashing.length === 1 ? t('session.keepBoth') : t('session.keepAll')}
      </Action>
    </div>
  )
}

function Action({
  look,
  onPress,
  children,
}: {
  look: 'plain' | 'quiet' | 'words'
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
      <span className={styles.name}>{children}</span>
    </Button>
  )
}
