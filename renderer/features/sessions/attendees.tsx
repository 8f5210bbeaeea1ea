import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../db/model.ts'
import { LinkButton } from '../../ui/button.tsx'
import { shouldBeAttended } from '../schedule/index.ts'
import { useConference, useStars } from './conference.tsx'
import { useCoverage, useIsCoverageKnown } from './coverage.ts'
import { starWithUndo } from './star-button.tsx'

/** @returns the members of the delegation who attend the session, and a button to attend it too; null if it is not known who attends */
export function useAttendees(session: Session) {
  const { t, i18n } = useTranslation()
  const { slug } = useConference()
  const coverage = useCoverage()
  const isKnown = useIsCoverageKnown()
  const isMine = useStars().has(session.guid)
  const namesElement = useRef<HTMLSpanElement>(null)
  if (!isKnown || !shouldBeAttended(session)) return null
  const colleagues = coverage.get(session.guid) ?? []
  const names = isMine ? [t('coverage.you'), ...colleagues] : colleagues
  return (
    <>
      <span ref={namesElement} tabIndex={-1} dir="auto">
        {names.length > 0 ? new Intl.ListFormat(i18n.language).format(names) : t('coverage.nobody')}
      </span>
      {!isMine && (
        <LinkButton
          onClick={() => {
            // The button goes away once the delegate attends the session.
            namesElement.current?.focus()
            void starWithUndo(slug, session)
          }}
        >
          {t(colleagues.length > 0 ? 'coverage.attendToo' : 'coverage.attend')}
        </LinkButton>
      )}
    </>
  )
}
