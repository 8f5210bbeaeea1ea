/** The latest entries of a session's notes as plain text. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { getEntries, parseNote } from '../../../../core/note-format/index.ts'
import type { Note, Session } from '../../../../db/model.ts'
import { useMinute } from '../../../lib/clock.ts'
import { useStoreQuery } from '../../../lib/queries.ts'
import { isMine } from '../../schedule/index.ts'
import { useConference, useConferenceFormat, useNoteCounts, usePersonName } from '../../sessions/index.ts'
import styles from './session-preview.module.css'
import { getLabels, getLevelsByTime, splitAtLabels } from './session-preview-marks.ts'

const MAX_SHOWN_NOTES = 4

export function PreviewNotes({ session }: { session: Session }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { formatTime } = useConferenceFormat()
  const now = useMinute()
  const count = useNoteCounts().get(session.guid) ?? 0
  const { data: notes } = useStoreQuery(
    'notes.forSession',
    { conference: slug, session: session.guid },
    { keepPrevious: false },
  )
  const entries = useMemo(
    () =>
      notes
        ?.filter(isMine)
        .flatMap(({ markdown }) => {
          const root = parseNote(markdown)
          const labels = getLabels(root)
          const levels = getLevelsByTime(root)
          return getEntries(root).map((entry) => ({ ...entry, labels, level: levels.get(entry.at) }))
        })
        .slice(-MAX_SHOWN_NOTES),
    [notes],
  )
  if (!entries) return null
  return (
    <section className={styles.part}>
      <h3 className={styles.heading}>
        {t('grid.notes')}
        {count > 0 && <span>{count}</span>}
      </h3>
      {entries.length === 0 && <p className={styles.also}>{t('grid.noNotes')}</p>}
      <ol className={styles.entries}>
        {entries.map((entry, index) => {
          const time = entry.at === null ? null : formatTime(entry.at)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no other stable key
            <li key={index}>
              {time && entry.at && (
                <time dateTime={entry.at} data-now={time === formatTime(now)}>
                  {time}
                </time>
              )}
              <p dir="auto" data-kind={entry.kind} data-done={entry.done ?? undefined}>
                {entry.level && <span className={styles.guard}>{t(`confidentiality.${entry.level}`)}</span>}
                {splitAtLabels(entry.text, entry.labels).map(({ text, isLabel }, index) =>
                  isLabel ? (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text are never reordered
                    <span key={index} className={text.startsWith('@') ? styles.contact : styles.mention}>
                      {text}
                    </span>
                  ) : (
                    text
                  ),
                )}
              </p>
            </li>
          )
        })}
      </ol>
      <Colleagues notes={notes ?? []} />
    </section>
  )
}

/** Shows how many entries each colleague wrote. */
function Colleagues({ notes }: { notes: readonly Note[] }) {
  const { t } = useTranslation()
  const getName = usePersonName()
  const counts = new Map<string, number>()
  for (const { createdBy, entries } of notes) {
    if (createdBy !== null) counts.set(createdBy, (counts.get(createdBy) ?? 0) + entries)
  }
  return [...counts].map(([id, count]) => (
    <p key={id} className={styles.also}>
      {t('grid.notesBy', { name: getName(id), count })}
    </p>
  ))
}
