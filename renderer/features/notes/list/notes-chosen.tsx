/** The bar below the list while notes are selected: their number and the actions on all of them. */
import { FolderInput, Pin, PinOff, Tag, Trash2, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { NoteSummary } from '../../../../db/model.ts'
import { IconButton } from '../../../ui/button.tsx'
import styles from './notes-chosen.module.css'
import type { NoteAction } from './notes-list.tsx'

export function ChosenNotes({
  notes,
  onAct,
  onClear,
}: {
  notes: readonly NoteSummary[]
  onAct: (action: NoteAction) => void
  onClear: () => void
}) {
  const { t } = useTranslation()
  const areAllPinned = notes.every((note) => note.pinned)
  return (
    <section aria-label={t('notes.chosenLabel')} className={styles.bar}>
      <p role="status">{t('notes.chosen', { count: notes.length })}</p>
      <IconButton label={t('notes.move')} shortcut="M" onPress={() => onAct('move')}>
        <FolderInput aria-hidden />
      </IconButton>
      <IconButton label={t('notes.tagsMenu')} shortcut="T" onPress={() => onAct('tag')}>
        <Tag aria-hidden />
      </IconButton>
      <IconButton
        label={areAllPinned ? t('notes.unpin') : t('notes.pin')}
        shortcut="P"
        onPress={() => onAct('pin')}
      >
        {areAllPinned ? <PinOff aria-hidden /> : <Pin aria-hidden />}
      </IconButton>
      <IconButton label={t('notes.deleteShort')} shortcut="Del" onPress={() => onAct('delete')}>
        <Trash2 aria-hidden />
      </IconButton>
      <IconButton label={t('notes.clearChoice')} shortcut="Esc" onPress={onClear}>
        <X aria-hidden />
      </IconButton>
    </section>
  )
}
