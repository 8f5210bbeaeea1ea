import i18next from 'i18next'
import { Star } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConferenceSlug, Session } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { call } from '../../lib/store-client.ts'
import { IconToggle } from '../../ui/button.tsx'
import { announceToScreenReader } from '../../ui/live-region.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { getSessionName } from '../schedule/index.ts'
import { useConference } from './conference.tsx'
import styles from './star-button.module.css'

/** Stars or unstars a session. @returns false if that failed, which is announced */
export async function setStar(
  conference: ConferenceSlug,
  session: Pick<Session, 'guid'>,
  starred: boolean,
): Promise<boolean> {
  try {
    await call('stars.set', { conference, session: session.guid, starred })
    return true
  } catch (error) {
    announce(i18next.t('session.starFailed', { reason: getErrorText(error) }))
    return false
  }
}

/** For a key press on a row or block. The change is read out, since the star itself does not have the focus. */
export async function setStarByKey(
  conference: ConferenceSlug,
  session: Session,
  starred: boolean,
): Promise<void> {
  if (!(await setStar(conference, session, starred))) return
  const name = getSessionName(session)
  announceToScreenReader(i18next.t(starred ? 'session.starredNow' : 'session.unstarred', { name }))
}

/** Stars a session from a button that does not show the star, so that the change is announced. @returns false if that failed */
export async function starWithUndo(conference: ConferenceSlug, session: Session): Promise<boolean> {
  const { t } = i18next
  if (!(await setStar(conference, session, true))) return false
  const name = getSessionName(session)
  announce(t('session.starredNow', { name }), {
    label: t('app.undo'),
    name: t('session.undo.star', { name }),
    run: () => void setStar(conference, session, false),
  })
  return true
}

/** Unstars the session `from` and stars the session `to`, with Undo. */
export async function swapStars(conference: ConferenceSlug, from: Session, to: Session): Promise<void> {
  const { t } = i18next
  try {
    await call('stars.swap', { conference, from: from.guid, to: to.guid })
    announce(t('session.swapped', { name: getSessionName(to), other: getSessionName(from) }), {
      label: t('app.undo'),
      name: t('session.undo.swap', { name: getSessionName(to), other: getSessionName(from) }),
      run: () =>
        void call('stars.swap', { conference, from: to.guid, to: from.guid }).catch((error) =>
          announce(t('session.starFailed', { reason: getErrorText(error) })),
        ),
    })
  } catch (error) {
    announce(t('session.starFailed', { reason: getErrorText(error) }))
  }
}

export function StarButton({ session, starred }: { session: Session; starred: boolean }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  return (
    <IconToggle
      label={t('session.star', { name: getSessionName(session) })}
      isSelected={starred}
      onChange={(next) => void setStar(slug, session, next)}
    >
      <Star aria-hidden {...(starred ? { fill: 'currentColor' } : {})} />
    </IconToggle>
  )
}

/**
 * The star in a row of a long list. Uses plain elements, since hundreds may be rendered while scrolling. It is not a tab stop; in the row,
 * the key S does the same.
 */
export function RowStar({
  label,
  starred,
  onPress,
  onKeyDown,
}: {
  label: string
  starred: boolean
  onPress: () => void
  onKeyDown: (event: KeyboardEvent) => void
}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-pressed={starred}
      aria-label={label}
      title={label}
      className={styles.star}
      onClick={onPress}
      onKeyDown={onKeyDown}
    >
      <svg aria-hidden viewBox="0 0 24 24">
        <path d={STAR} />
      </svg>
    </button>
  )
}

/** The path of Lucide's "star" icon. */
const STAR =
  'M11.525 2.295a.53.53 0 0 1 .95 0l2.31 4.679a2.123 2.123 0 0 0 1.595 1.16l5.166.756a.53.53 0 0 1 .294.904l-3.736 3.638a2.123 2.123 0 0 0-.611 1.878l.882 5.14a.53.53 0 0 1-.771.56l-4.618-2.428a2.122 2.122 0 0 0-1.973 0L6.396 21.01a.53.53 0 0 1-.77-.56l.881-5.139a2.122 2.122 0 0 0-.611-1.879L2.16 9.795a.53.53 0 0 1 .294-.906l5.165-.755a2.122 2.122 0 0 0 1.597-1.16z'
