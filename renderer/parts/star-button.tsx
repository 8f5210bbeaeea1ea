import i18next from 'i18next'
import { Star } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConferenceSlug, Session } from '../../db/model.ts'
import { sessionName } from '../programme.ts'
import { call } from '../store.ts'
import { IconToggle } from '../ui/button.tsx'
import { useConference } from './conference.tsx'
import { errorText } from './error-text.ts'
import styles from './star-button.module.css'
import { announce } from './undo.tsx'

export async function setStar(
  conference: ConferenceSlug,
  session: Pick<Session, 'guid'>,
  starred: boolean,
): Promise<void> {
  try {
    await call('stars.set', { conference, session: session.guid, starred })
  } catch (error) {
    announce(i18next.t('session.starFailed', { reason: errorText(error) }))
  }
}

/** Its star goes to the other one, and comes back with Undo. */
export async function swapStars(conference: ConferenceSlug, from: Session, to: Session): Promise<void> {
  const { t } = i18next
  try {
    await call('stars.swap', { conference, from: from.guid, to: to.guid })
    announce(t('session.swapped', { name: sessionName(to), other: sessionName(from) }), {
      label: t('app.undo'),
      run: () =>
        void call('stars.swap', { conference, from: to.guid, to: from.guid }).catch((error) =>
          announce(t('session.starFailed', { reason: errorText(error) })),
        ),
    })
  } catch (error) {
    announce(t('session.starFailed', { reason: errorText(error) }))
  }
}

export function StarButton({ session, starred }: { session: Session; starred: boolean }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  return (
    <IconToggle
      label={t('session.star', { name: sessionName(session) })}
      isSelected={starred}
      onChange={(next) => void setStar(slug, session, next)}
    >
      <Star aria-hidden {...(starred ? { fill: 'currentColor' } : {})} />
    </IconToggle>
  )
}

/**
 * The star of a row in a long list: a bare button, since hundreds may be drawn while scrolling. Not a tab stop of its own:
 * the row's key is S.
 */
export function RowStar({
  session,
  starred,
  onKeyDown,
}: {
  session: Session
  starred: boolean
  onKeyDown?: (event: KeyboardEvent) => void
}) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const label = t('session.star', { name: sessionName(session) })
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-pressed={starred}
      aria-label={label}
      title={label}
      className={styles.star}
      onClick={() => void setStar(slug, session, !starred)}
      onKeyDown={onKeyDown}
    >
      <Star aria-hidden {...(starred ? { fill: 'currentColor' } : {})} />
    </button>
  )
}
