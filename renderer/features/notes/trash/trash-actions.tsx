/** Actions on deleted items. Restoring can be undone; removing for good cannot, so it asks first. */
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { getErrorText } from '../../../lib/error-text.ts'
import { call } from '../../../lib/store-client.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { announce } from '../../../ui/undo-bar.tsx'
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
    if (notes.length > 0) await call('notes.remove', { ids: notes })
    for (const id of contacts) await call('contacts.remove', { id })
  } catch (error) {
    announce(i18next.t('trash.failed', { reason: getErrorText(error) }))
  }
}

export function RemoveDialog({ removal, onClose }: { removal: Removal; onClose: () => void }) {
  const { t } = useTranslation()
  const count = removal.items.length
  const remove = async () => {
    onClose()
    try {
      await call('trash.remove', getIds(removal.items))
      announce(t('trash.removed', { count }))
    } catch (error) {
      announce(t('trash.failed', { reason: getErrorText(error) }))
    }
  }
  return (
    <Dialog
      title={t('trash.removeTitle', { count })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('trash.keep')}</Button>
          <Button variant="primary" onPress={() => void remove()}>
            {t('trash.remove')}
          </Button>
        </>
      }
    >
      <p>{t('trash.removeHint')}</p>
    </Dialog>
  )
}
