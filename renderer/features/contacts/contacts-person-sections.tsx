/** Shows what the conference and the notes contain about a person: sessions, tasks, mentions, and the notes and files of a colleague. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { fold } from '../../lib/fold.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { buildHref } from '../../lib/router.ts'
import { useSystemFormat } from '../../lib/system-format.ts'
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
import { findTasks } from './find-tasks.ts'

const NONE: readonly never[] = []

/** `ids`: the ids of the person's contacts. Speakers and colleagues are found by the name. */
export function PersonSections({ name, ids }: { name: string; ids: ReadonlySet<string> }) {
  const { slug } = useConference()
  const { data: speakers = NONE } = useStoreQuery('speakers.list', { conference: slug })
  const { data: people = NONE } = useStoreQuery('people.list', {})
  const { data: me } = useStoreQuery('people.me', {})
  const isSamePerson = (other: string) => name.trim() !== '' && fold(other.trim()) === fold(name.trim())
  const speaker = speakers.find((each) => isSamePerson(each.name))
  const colleague = people.find((each) => each.id !== me?.id && isSamePerson(each.name))
  const targets = useMemo(() => (speaker ? new Set([...ids, speaker.guid]) : ids), [ids, speaker])
  const mentions = usePersonBacklinks(targets)
  return (
    <>
      {speaker && <Sessions guids={speaker.sessions} />}
      <Tasks name={name} />
      <Mentions mentions={mentions} />
      {colleague && <NotesBy author={colleague.id} />}
      {colleague && <FilesFrom name={colleague.name} />}
    </>
  )
}

function Sessions({ guids }: { guids: readonly string[] }) {
  const { t } = useTranslation()
  const { formatMoment } = useConferenceFormat()
  const sessions = useSessions() ?? NONE
  const spokenSessions = sessions.filter(({ guid }) => guids.includes(guid))
  if (spokenSessions.length === 0) return null
  return (
    <section className={styles.section}>
      <h3>
        {t('contacts.sessions')} <span className={styles.count}>{spokenSessions.length}</span>
      </h3>
      <ul className={styles.mentions}>
        {spokenSessions.map((session) => (
          <li key={session.guid}>
            <a href={buildHref('agenda', session.guid)}>{formatMoment(session.start)}</a>
            <p dir="auto">
              {session.label === null ? session.title : `${getSessionName(session)} · ${session.title}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Tasks({ name }: { name: string }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { formatDay } = useConferenceFormat()
  const { data } = useStoreQuery('actions.list', { conference: slug })
  const tasks = useMemo(() => findTasks(data ?? NONE, name), [data, name])
  if (tasks.length === 0) return null
  return (
    <section className={styles.section}>
      <h3>
        {t('contacts.tasks')} <span className={styles.count}>{tasks.length}</span>
      </h3>
      <ul className={styles.mentions}>
        {tasks.map(({ note, index, text, due }) => (
          <li key={`${note} ${index}`}>
            <a href={buildHref('notes', note)}>
              {due === null ? t('search.openThis') : t('actions.until', { date: formatDay(due) })}
            </a>
            <p dir="auto">{text}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The files that a colleague sent and that were imported. */
function FilesFrom({ name }: { name: string }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { formatMoment } = useSystemFormat()
  const { data = NONE } = useStoreQuery('exportLog.received', { conference: slug })
  const files = data.filter((file) => file.name === name && file.undoneAt === null)
  if (files.length === 0) return null
  return (
    <section className={styles.section}>
      <h3>
        {t('contacts.filesFrom')} <span className={styles.count}>{files.length}</span>
      </h3>
      <ul className={styles.mentions}>
        {files.map(({ id, at, fileName }) => (
          <li key={id}>
            <a href={buildHref('sharing')}>{formatMoment(at)}</a>
            <p dir="auto">{fileName}</p>
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
            <a href={buildHref('notes', id)}>{t('search.openThis')}</a>
            <p dir="auto">{excerpt}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
