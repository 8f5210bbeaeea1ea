/** The app's one place for unsaved contacts. */
import { useSyncExternalStore } from 'react'
import { call, onAnnouncement } from '../store.ts'
import { type ContactDraft, createContactDrafts } from './contacts-drafts.ts'

export const contactDrafts = createContactDrafts((input) => call('contacts.save', input))

onAnnouncement((topics) => {
  if (topics.has('database')) contactDrafts.forgetSaved()
})

export function useContactDrafts(): readonly ContactDraft[] {
  return useSyncExternalStore(contactDrafts.subscribe, contactDrafts.list)
}
