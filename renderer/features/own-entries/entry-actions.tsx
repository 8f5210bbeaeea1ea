import { Pencil, Trash2, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../db/model.ts'
import { IconButton } from '../../ui/button.tsx'
import { deleteEntry, openEntry, restoreEntry } from './entry-changes.ts'

/** Actions beside an entry that is shown. A deleted entry is still shown if it has notes. */
export function EntryActions({ session }: { session: Session }) {
  const { t } = useTranslation()
  if (session.status === 'cancelled') {
    return (
      <IconButton label={t('ownEntries.restore')} onPress={() => void restoreEntry(session)}>
        <Undo2 aria-hidden />
      </IconButton>
    )
  }
  return (
    <>
      <IconButton label={t('ownEntries.editMenu')} onPress={() => openEntry(session)}>
        <Pencil aria-hidden />
      </IconButton>
      <IconButton label={t('ownEntries.delete')} onPress={() => void deleteEntry(session)}>
        <Trash2 aria-hidden />
      </IconButton>
    </>
  )
}
