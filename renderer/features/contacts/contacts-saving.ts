/** The app's only store of unsaved contacts. */
import i18next from 'i18next'
import type { ConferenceSlug, ContactId, Guid } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { call, onAnnouncement } from '../../lib/store-client.ts'
import { getKeyLabel } from '../../ui/kbd.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { createContactDrafts, noFields } from './contacts-drafts.ts'

export const contactDrafts = createContactDrafts(
  (input) => call('contacts.save', input),
  () => announce(i18next.t('contacts.keptOther'), undefined, { stays: true }),
)

onAnnouncement((topics) => {
  if (topics.has('database')) contactDrafts.forgetSaved()
})

export const useContactDrafts = contactDrafts.use

/**
 * Adds a person who is named in a session's note to the contacts, and offers Undo. The note gets its link even if saving the contact fails.
 */
export async function addFromNote(
  id: ContactId,
  conference: ConferenceSlug,
  name: string,
  metAt: Guid | null,
): Promise<void> {
  const { t } = i18next
  contactDrafts.edit({ id, conference, fields: { ...noFields, name, metAt }, stored: null })
  await contactDrafts.flush(id)
  // If saving failed, the status line reports it, and the contact is saved later.
  if (contactDrafts.fieldsOf(id)) return
  announce(t('contacts.added', { name, key: getKeyLabel('Mod-Enter') }), {
    label: t('app.undo'),
    run: () =>
      void removeContact(id).catch((error) =>
        announce(t('contacts.failed', { reason: getErrorText(error) })),
      ),
  })
}

export async function removeContact(id: ContactId): Promise<void> {
  // Save first, so that Undo restores everything that was typed.
  await contactDrafts.flush(id)
  contactDrafts.discard(id)
  await call('contacts.remove', { id })
}
