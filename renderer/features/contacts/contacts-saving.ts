/** The app's only store of unsaved contacts. */
import i18next from 'i18next'
import type { ConferenceSlug, ContactId, Guid } from '../../../db/model.ts'
import { errorText } from '../../lib/error-text.ts'
import { call, onAnnouncement } from '../../lib/store-client.ts'
import { keyLabel } from '../../ui/kbd.tsx'
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

/** Somebody named in the note of that session, with the way back. The note's link is there whatever becomes of it. */
export async function addFromNote(
  id: ContactId,
  conference: ConferenceSlug,
  name: string,
  metAt: Guid | null,
): Promise<void> {
  const { t } = i18next
  contactDrafts.edit({ id, conference, fields: { ...noFields, name, metAt }, stored: null })
  await contactDrafts.flush(id)
  // Where it could not be saved the status line says so, and it is tried again.
  if (contactDrafts.fieldsOf(id)) return
  announce(t('contacts.added', { name, key: keyLabel('Mod-Enter') }), {
    label: t('app.undo'),
    run: () =>
      void removeContact(id).catch((error) => announce(t('contacts.failed', { reason: errorText(error) }))),
  })
}

export async function removeContact(id: ContactId): Promise<void> {
  // Saved first: undo then brings back all that was typed.
  await contactDrafts.flush(id)
  contactDrafts.discard(id)
  await call('contacts.remove', { id })
}
