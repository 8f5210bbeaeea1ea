/** Lists the conflicts of all notes. Each links to its note. */
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { parseNote, toPlainText } from '../../../core/note-format/index.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { buildHref } from '../../lib/router.ts'
import { useConference, usePersonName } from '../sessions/index.ts'
import styles from './delegation-settings.module.css'

/** The maximum number of characters shown of the first text. */
const MAX_SHOWN = 120

/** `isAskedFor` is true if a link led here. */
export function DelegationConflicts({ isAskedFor }: { isAskedFor: boolean }) {
  const { t, i18n } = useTranslation()
  const { slug } = useConference()
  const getName = usePersonName()
  const { data: conflicts = [] } = useStoreQuery('delegation.conflicts', { conference: slug })
  const section = useRef<HTMLDivElement>(null)
  const hasConflicts = conflicts.length > 0
  useEffect(() => {
    if (!isAskedFor || !hasConflicts) return
    section.current?.scrollIntoView({ block: 'center' })
    section.current?.querySelector('a')?.focus({ preventScroll: true })
  }, [isAskedFor, hasConflicts])
  if (!hasConflicts) return null
  const list = new Intl.ListFormat(i18n.language)
  const getNames = (people: (string | null)[]) =>
    list.format(people.map((person) => (person === null ? t('coverage.you') : getName(person))))
  return (
    <div ref={section} className={styles.conflicts}>
      <h3 id="delegation-conflicts">{t('delegation.conflict.heading', { count: conflicts.length })}</h3>
      <p>{t('delegation.conflict.hint')}</p>
      <ul aria-labelledby="delegation-conflicts">
        {conflicts.map(({ note, id, sides }) => (
          <li key={`${note} ${id}`}>
            <a href={buildHref('notes', note)} dir="auto">
              {toPlainText(parseNote((sides[0]?.text ?? '').trim())).slice(0, MAX_SHOWN)}
            </a>
            <span className={styles.facts}>{getNames(sides.map(({ person }) => person))}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
