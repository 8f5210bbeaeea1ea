/** Asks what to do with the delegate's data when a conference is removed. */
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { LibraryEntry } from '../../../db/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { removeConference, saveAndRemove } from './library-actions.ts'

export function RemoveDialog({
  entry,
  isOnScreen,
  onClose,
}: {
  entry: LibraryEntry
  isOnScreen: boolean
  onClose: () => void
}) {
  const { t } = useTranslation()
  const canSave = entry.notes + entry.contacts > 0
  const choose = (work: Promise<void>) => {
    onClose()
    void work
  }
  return (
    <Dialog
      title={t('library.removeTitle', { title: entry.title })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('library.cancel')}</Button>
          {canSave && (
            <Button onPress={() => choose(saveAndRemove(entry, isOnScreen))}>
              {t('library.saveAndRemove')}
            </Button>
          )}
          <Button variant="primary" onPress={() => choose(removeConference(entry, 'keep', isOnScreen))}>
            {t('library.keepAndRemove')}
          </Button>
        </>
      }
    >
      <p>{t('library.removeOwn', { own: countUserData(entry, t) })}</p>
      <p>{t('library.removeKeep')}</p>
      {canSave && <p>{t('library.removeSave')}</p>}
    </Dialog>
  )
}

/** "12 notes, 5 stars", without zeros; empty if the delegate has no data in the conference. */
export function countUserData(entry: LibraryEntry, t: TFunction): string {
  const { notes, stars, waitingStars, contacts } = entry
  return [
    notes > 0 && t('library.notes', { count: notes }),
    stars > 0 && t('library.stars', { count: stars }),
    waitingStars > 0 && t('library.waitingStars', { count: waitingStars }),
    contacts > 0 && t('library.contacts', { count: contacts }),
    ...(['ownEntries', 'remarks', 'documents'] as const).map(
      (kind) => entry[kind] > 0 && t(`afterEvent.holds.${kind}`, { count: entry[kind] }),
    ),
  ]
    .filter(Boolean)
    .join(', ')
}
