/** Shows side by side the paragraphs of a note that several people changed at the same time, until somebody decides. */
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { parseNote, toPlainText } from '../../../core/note-format/index.ts'
import type { NoteConflict } from '../../../db/contract/index.ts'
import type { NoteId } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { useStoreMutation } from '../../lib/mutations.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { focusMain } from '../../lib/restore-focus.ts'
import { getSaveError } from '../../lib/save-state.ts'
import { Button } from '../../ui/button.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { PersonMark, useConference, usePersonName } from '../sessions/index.ts'
import styles from './note-conflicts.module.css'

/** `save`: saves what is being typed, before a decision changes the text. It returns false if that failed. */
export function NoteConflicts({ note, save }: { note: NoteId; save: () => Promise<boolean> }) {
  const { slug } = useConference()
  const { data: conflicts } = useStoreQuery('delegation.conflicts', { conference: slug })
  const noteConflicts = conflicts?.filter((conflict) => conflict.note === note) ?? []
  return noteConflicts.map((conflict) => <SideBySide key={conflict.id} conflict={conflict} save={save} />)
}

function SideBySide({ conflict, save }: { conflict: NoteConflict; save: () => Promise<boolean> }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const getName = usePersonName()
  const decide = useStoreMutation('delegation.decide')
  const title = useId()
  const { note, id, sides } = conflict
  const keep = async (text: string | null) => {
    try {
      if (!(await save())) throw getSaveError()
      await decide.mutateAsync({ conference: slug, note, conflict: id, keep: text })
      announce(t(text === null ? 'delegation.conflict.bothStay' : 'delegation.conflict.decided'))
      // The pressed button disappears with the conflict.
      focusMain('editor')
    } catch (error) {
      announce(getErrorText(error))
    }
  }
  return (
    <section className={styles.conflict} aria-labelledby={title}>
      <h3 id={title}>{t('delegation.conflict.title')}</h3>
      <div className={styles.sides}>
        {sides.map(({ text, person }) => (
          <div key={text} className={styles.side}>
            <p className={styles.who}>
              {person === null ? (
                t('delegation.conflict.mine')
              ) : (
                <>
                  <PersonMark id={person} />
                  {getName(person)}
                </>
              )}
            </p>
            <p className={styles.text} dir="auto">
              {toPlainText(parseNote(text.trim()))}
            </p>
            <Button isPending={decide.isPending} onPress={() => void keep(text)}>
              {person === null
                ? t('delegation.conflict.keepMine')
                : t('delegation.conflict.keepTheirs', { name: getName(person) })}
            </Button>
          </div>
        ))}
      </div>
      <Button isPending={decide.isPending} onPress={() => void keep(null)}>
        {t('delegation.conflict.keepBoth')}
      </Button>
    </section>
  )
}
