/** The app's only store of unsaved contacts. */
import i18next from 'i18next'
import type { ConferenceSlug, ContactFields, ContactId, Guid } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { buildRoute, go, parseRoute } from '../../lib/router.ts'
import { getSaveError } from '../../lib/save-state.ts'
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
  const announcement = i18next.t('contacts.added', { name, key: getKeyLabel('Mod-Enter') })
  await saveAndAnnounce(id, conference, { name, metAt }, announcement, () => {})
}

/** People whose form was opened but who are not stored yet. */
export const unstoredIds = new Set<string>()
/** People whose form is about to open with the caret in the follow-up. */
export const idsToOpenAtFollowUp = new Set<ContactId>()

/**
 * Adds a speaker or colleague and opens the form of the contact; for a follow-up, with the caret in its field. `pageId`: the id of the
 * page on screen, to which Undo returns.
 */
export async function addFromPage(
  pageId: string,
  conference: ConferenceSlug,
  fields: Pick<ContactFields, 'name' | 'organisation'>,
  { followUp }: { followUp: boolean },
): Promise<void> {
  const id = crypto.randomUUID() as ContactId
  unstoredIds.add(id)
  if (followUp) idsToOpenAtFollowUp.add(id)
  const announcement = i18next.t('contacts.addedHere', { name: fields.name })
  const adding = saveAndAnnounce(id, conference, fields, announcement, () => {
    unstoredIds.delete(id)
    if (parseRoute(location.hash.slice(1)).id === id) go(buildRoute('contacts', pageId), { replace: true })
  })
  go(buildRoute('contacts', id), { replace: true })
  await adding
}

/** `onUndone` is called after Undo has removed the contact. */
async function saveAndAnnounce(
  id: ContactId,
  conference: ConferenceSlug,
  fields: Partial<ContactFields>,
  announcement: string,
  onUndone: () => void,
): Promise<void> {
  const { t } = i18next
  contactDrafts.edit({ id, conference, fields: { ...noFields, ...fields }, stored: null })
  await contactDrafts.flush(id)
  // If saving failed, the status line reports it, and the contact is saved later.
  if (contactDrafts.getDraftFields(id)) return
  announce(announcement, {
    label: t('app.undo'),
    run: () =>
      void removeContact(id).then(onUndone, (error) =>
        announce(t('contacts.failed', { reason: getErrorText(error) })),
      ),
  })
}

export async function removeContact(id: ContactId): Promise<void> {
  // Save first, so that Undo restores everything that was typed.
  if (!(await contactDrafts.flushBeforeRemoval(id))) throw getSaveError()
  await call('contacts.remove', { id })
}
