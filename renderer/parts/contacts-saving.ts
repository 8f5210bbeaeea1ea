/** The app's one place for unsaved contacts. */
import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import { call, onAnnouncement } from '../store.ts'
import { type ContactDraft, createContactDrafts } from './contacts-drafts.ts'
import { announce } from './undo.tsx'

export const contactDrafts = createContactDrafts(
  (input) => call('contacts.save', input),
  () => announce(i18next.t('contacts.keptOther')),
)

onAnnouncement((topics) => {
  if (topics.has('database')) contactDrafts.forgetSaved()
})

export function useContactDrafts(): readonly ContactDraft[] {
  return useSyncExternalStore(contactDrafts.subscribe, contactDrafts.list)
}
