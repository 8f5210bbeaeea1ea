/** The number of places in other sessions' notes that mention this one; opens their list. */
import { ChevronDown } from 'lucide-react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../db/model.ts'
import { getMainContainer } from '../../../ui/within-main.ts'
import { getSessionName } from '../../schedule/index.ts'
import { getMentionLink, useBacklinks, useConferenceFormat, useSessions } from '../../sessions/index.ts'
import styles from './session-backlinks.module.css'

export function SessionBacklinks({ session }: { session: Session }) {
  const { t } = useTranslation()
  const { formatMoment } = useConferenceFormat()
  const sessions = useSessions()
  const places = useBacklinks('session', session.guid, session.guid)
  if (places.length === 0) return null
  const notes = new Set(places.map(({ note }) => note)).size
  return (
    <DialogTrigger>
      <Button className={styles.button ?? ''}>
        {t('backlinks.in', { count: notes })}
        <ChevronDown aria-hidden />
      </Button>
      <Popover className={styles.popover ?? ''} offset={4} placement="bottom start" {...getMainContainer()}>
        <Dialog aria-label={t('backlinks.title')} className={styles.dialog ?? ''}>
          {({ close }) => (
            <ul>
              {places.map((place, index) => {
                const mentioningSession = sessions?.find(({ guid }) => guid === place.session)
                const { href, onClick } = getMentionLink(place)
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: mentions have no key but their position
                  <li key={index}>
                    <a
                      href={href}
                      onClick={(event) => {
                        close()
                        onClick(event)
                      }}
                    >
                      <strong>
                        {[
                          mentioningSession ? getSessionName(mentioningSession) : t('backlinks.noSession'),
                          place.at && formatMoment(place.at),
                        ]
                          .filter(Boolean)
                          .join(', ')}
                      </strong>
                      <span>{place.excerpt}</span>
                    </a>
                  </li>
                )
              })}
            </ul>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
