import { useTranslation } from 'react-i18next'
import type { NoteSummary } from '../../../../db/model.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TagEditor } from './tag-editor.tsx'

/** Edits the tags of several notes; a new tag is added to all of them. */
export function TagsDialog({ notes, onClose }: { notes: readonly NoteSummary[]; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog
      role="dialog"
      title={t('notes.tagTitle', { count: notes.length })}
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
          {t('notes.done')}
        </Button>
      }
    >
      <TagEditor notes={notes} autoFocus />
    </Dialog>
  )
}
