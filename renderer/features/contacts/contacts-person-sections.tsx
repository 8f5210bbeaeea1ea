/** What the conference and the notes have about a person: sessions, mentions, and notes of a colleague. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { fold } from '../../lib/fold.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { hrefTo } from '../../lib/router.ts'
import { getSessionName } from '../schedule/index.ts'
import {
  useConference,
  useConferenceFormat,
  useNotes,
  usePersonBacklinks,
  useSessions,
} from '../sessions/index.ts'
import styles from './contacts-detail.module.css'
import { Mentions } from './contacts-mentions.tsx'

const NONE: readonly never[] = []

/** `ids`: those of the person's contacts. Speakers and colleagues are found by the name. */
export function PersonSections({ name, ids }: { name: string; ids: ReadonlySet<string> }) {
  const { slug } = useConference()
  const { data: speakers = NONE } = useStoreQuery('speakers.list', { conference: slug })
  const { data: people = NONE } = useStoreQuery('people.list', {})
  const { data: me } = useStoreQuery('people.me', {})
  const isThem = (other: string) => name.trim() !== '' && fold(other.trim()) === fold(name.trim())
  const speaker = speakers.find((each) => isThem(each.name))
  const colleague = people.find((each) => each.id !== me?.id && isThem(each.name))
  const targets = useMemo(() => (speaker ? new Set([...ids, speaker.guid]) : ids), [ids, speaker])
  const mentions = usePersonBacklinks(targets)
  return (
    <>
      {speaker && <Sessions guids={speaker.sessions} />}
      <Mentions mentions={mentions} />
      {colleague && <NotesBy author={colleague.id} />}
    </>
  )
}

function Sessions({ guids }: { guids: readonly string[] }) {
  const { t } = useTranslation()
  const { formatMoment } = useConferenceFormat()
  const sessions = useSessions() ?? NONE
  const spoken = sessions.filter(({ guid }) => guids.includes(guid))
  if (spoken.length === 0) return null
  return (
    <section className={styles.section}>
      <h3>
        {t('contacts.sessions')} <span className={styles.count}>{spoken.length}</span>
      </h3>
      <ul className={styles.mentions}>
        {spoken.map((session) => (
          <li key={session.guid}>
            <a href={hrefTo('agenda', session.guid)}>{formatMoment(session.start)}</a>
            <p dir="auto">
              {session.label === null ? session.title : `${getSessionName(session)} · ${session.title}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function NotesBy({ author }: { author: string }) {
  const { t } = useTranslation()
  const notes = useNotes().filter(({ createdBy }) => createdBy === author)
  if (notes.length === 0) return null
  return (
    <section className={styles.section}>
      <h3>
        {t('contacts.notesBy')} <span className={styles.count}>{notes.length}</span>
      </h3>
      <ul className={styles.mentions}>
        {notes.map(({ id, excerpt }) => (
          <li key={id}>
            <a href={hrefTo('notes', id)}>{t('search.openThis')}</a>
            <p dir="auto">{excerpt}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
