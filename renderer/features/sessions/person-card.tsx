import type { ReactElement } from 'react'
import { Focusable, Tooltip, TooltipTrigger } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { fold } from '../../../core/fold.ts'
import type { Session } from '../../../db/model.ts'
import { useMinute } from '../../lib/clock.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { withinMain } from '../../ui/within-main.ts'
import { sessionName } from '../schedule/index.ts'
import { useConference, useSessions } from './conference.tsx'
import { useConferenceFormat } from './format.ts'
import styles from './person-card.module.css'
import { placeName } from './room-mark.tsx'

const NONE: readonly never[] = []

/** Shows a card about the person while the pointer or the focus is on the child, or the pointer on the card. Escape closes it. */
export function WithPersonCard({ name, children }: { name: string; children: ReactElement<object, 'a'> }) {
  return (
    <TooltipTrigger delay={400} closeDelay={200}>
      <Focusable>{children}</Focusable>
      <Tooltip placement="bottom start" offset={6} className={styles.card ?? ''} {...withinMain()}>
        <PersonCard name={name} />
      </Tooltip>
    </TooltipTrigger>
  )
}

/** Who the person is, what was noted about them last, and when they are next on the agenda. */
function PersonCard({ name }: { name: string }) {
  const { t } = useTranslation()
  const conference = useConference()
  const { formatMoment } = useConferenceFormat()
  const now = useMinute()
  const sessions: readonly Session[] = useSessions() ?? NONE
  const of = { conference: conference.slug }
  const { data: contacts = NONE } = useStoreQuery('contacts.list', of)
  const { data: speakers = NONE } = useStoreQuery('speakers.list', of)
  const { data: mentions = NONE } = useStoreQuery('notes.mentions', of)
  const isThem = (other: string) => fold(other.trim()) === fold(name.trim())
  const contact = contacts.find((each) => isThem(each.name))
  const speaker = speakers.find((each) => isThem(each.name))
  const last = mentions
    .filter(
      ({ target, id }) =>
        (target === 'contact' && id === contact?.id) || (target === 'speaker' && id === speaker?.guid),
    )
    .toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? ''))
    .at(-1)
  const next = sessions.find(
    ({ start, status, speakers: people }) => start > now && status === 'confirmed' && people.some(isThem),
  )
  const place = next && placeName(conference, next)
  const who = contact ? [contact.role, contact.organisation, contact.country].filter(Boolean).join(', ') : ''
  return (
    <>
      <strong dir="auto">{name}</strong>
      {who && <span dir="auto">{who}</span>}
      {speaker && <span>{t('people.speaksIn', { count: speaker.sessions.length })}</span>}
      {last && <span className={styles.noted}>{t('people.lastNoted', { text: last.excerpt })}</span>}
      {next && (
        <span>
          {t('people.next', {
            moment: formatMoment(next.start),
            title: [sessionName(next), place].filter(Boolean).join(', '),
          })}
        </span>
      )}
      <span className={styles.hint}>{t('filters.only', { name })}</span>
    </>
  )
}
