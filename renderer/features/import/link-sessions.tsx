/** Lets the delegate link a session that the file leaves out to a new session in the file. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DayLength, formatDay, formatTime, toLocalDate } from '../../../core/time.ts'
import type { ImportMatch, ImportPreview } from '../../../db/contract/index.ts'
import { Select } from '../../ui/field.tsx'
import { getSessionTitle } from '../schedule/index.ts'
import styles from './import-dialog.module.css'

type Links = Record<string, string>

/** The option for a session that is linked to no session in the file. */
const NONE = ''
/** The option that lists the remaining candidates. */
const ALL = ' all'
/** Number of candidates listed at first, because a list of hundreds opens slowly. */
const MAX_LISTED_CANDIDATES = 10

export function LinkSessions({
  match: { gone, changes },
  conference,
  dayLength,
  links,
  onChange,
}: {
  match: Pick<ImportMatch, 'gone' | 'changes'>
  conference: ImportPreview['conference']
  dayLength: DayLength
  links: Links
  onChange: (links: Links) => void
}) {
  const { t, i18n } = useTranslation()
  const [listedInFull, setListedInFull] = useState<string | null>(null)
  const sessions = new Map<string, ImportMatch['changes']['cancel']['sessions'][number]>(
    changes.cancel.sessions.map((session) => [session.guid, session]),
  )
  const describeSession = (guid: string) => {
    const session = sessions.get(guid)
    if (!session) return { title: guid, when: '' }
    const { title, start, room } = session
    const day = formatDay(toLocalDate(start, conference.timeZone), i18n.language, dayLength)
    const when = [`${day}, ${formatTime(start, conference.timeZone)}`, room].filter(Boolean).join(' · ')
    return { title: getSessionTitle(title), when }
  }
  const linkable = gone.filter(({ candidates }) => candidates.length > 0)
  if (linkable.length === 0) return null
  const linkedGuids = new Set(Object.values(links))
  return (
    <section className={styles.section} aria-label={t('import.link.heading')}>
      <h3>{t('import.link.heading')}</h3>
      <p>{t('import.link.hint')}</p>
      {linkable.map(({ guid, candidates }) => {
        const { title, when } = describeSession(guid)
        const linked = links[guid] ?? NONE
        const { [guid]: _, ...others } = links
        const isInFull = listedInFull === guid || candidates.length <= MAX_LISTED_CANDIDATES
        const isShown = (candidate: string, index: number) =>
          candidate === linked || (!linkedGuids.has(candidate) && (isInFull || index < MAX_LISTED_CANDIDATES))
        return (
          <Select<string>
            key={guid}
            label={`${title} · ${when}`}
            value={linked}
            options={[
              { id: NONE, label: t('import.link.none') },
              ...candidates.filter(isShown).map((candidate) => {
                const { title: label, when: detail } = describeSession(candidate)
                return { id: candidate, label, detail }
              }),
              ...(isInFull ? [] : [{ id: ALL, label: t('import.link.all') }]),
            ]}
            onChange={(id) => {
              if (id === ALL) setListedInFull(guid)
              else onChange(id === NONE ? others : { ...others, [guid]: id })
            }}
          />
        )
      })}
    </section>
  )
}
