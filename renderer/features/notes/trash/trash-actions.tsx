/** Actions on deleted items. Restoring can be undone; removing for good cannot, so it asks first. */
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { getErrorText } from '../../../lib/error-text.ts'
import { call } from '../../../lib/store-client.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { announce } from '../../../ui/undo-bar.tsx'
import { removeNotes } from '../pane/note-actions.ts'
import { reopenNotes } from '../pane/note-openings.ts'
import { getIds, type TrashItem } from './trash-items.ts'

export type Removal = { items: readonly TrashItem[] }

export async function restoreFromTrash(items: readonly TrashItem[]): Promise<void> {
  const { t } = i18next
  const ids = getIds(items)
  try {
    await call('trash.restore', ids)
    for (const id of ids.notes) reopenNotes(id)
    announce(t('trash.restored', { count: items.length }), {
      label: t('app.undo'),
      run: () => void deleteAgain(ids),
    })
  } catch (error) {
    announce(t('trash.failed', { reason: getErrorText(error) }))
  }
}

async function deleteAgain({ notes, contacts }: ReturnType<typeof getIds>): Promise<void> {
  try {
    if (notes.length > 0) await removeNotes(notes)
    for (const id of contacts) await call('contacts.remove', { id })
  } catch (error) {
    announce(i18next.t('trash.failed', { reason: getErrorText(error) }))
  }
}

export function RemoveDialog({ removal, onClose }: { removal: Removal; onClose: () => void }) {
  const { t } = useTranslation()
  const count = removal.items.length
  const remove = async () => {
    await call('trash.remove', getIds(removal.items))
    announce(t('trash.removed', { count }))
    onClose()
  }
  return (
    <FormDialog
      role="alertdialog"
      title={t('trash.removeTitle', { count })}
      action={t('trash.remove')}
      cancel={t('trash.keep')}
      run={remove}
      onClose={onClose}
    >
      <p>{t('trash.removeHint')}</p>
    </FormDialog>
  )
}
