import { Pencil, Trash2, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../db/model.ts'
import { IconButton } from '../../ui/button.tsx'
import { deleteEntry, openEntry, restoreEntry } from './entry-changes.ts'

/**
 * Actions beside an entry that is shown. A deleted entry is still shown if it has notes. `hasMenu`: a menu beside them offers to delete
 * the entry.
 */
export function EntryActions({ session, hasMenu = false }: { session: Session; hasMenu?: boolean }) {
  const { t } = useTranslation()
  if (session.status === 'cancelled') {
    return (
      <IconButton
        label={t('ownEntries.restore')}
        text={t('ownEntries.short.restore')}
        onPress={() => void restoreEntry(session)}
      >
        <Undo2 aria-hidden />
      </IconButton>
    )
  }
  return (
    <>
      <IconButton
        label={t('ownEntries.editMenu')}
        text={t('ownEntries.short.edit')}
        onPress={() => openEntry(session)}
      >
        <Pencil aria-hidden />
      </IconButton>
      {!hasMenu && (
        <IconButton
          label={t('ownEntries.delete')}
          text={t('ownEntries.short.delete')}
          onPress={() => void deleteEntry(session)}
        >
          <Trash2 aria-hidden />
        </IconButton>
      )}
    </>
  )
}
