/**
 * What was typed into contacts' forms and is not on the disk yet. It outlives the form: a person without a name stays here,
 * unsaved and said to be, while the delegate looks at something else.
 */
import { useSyncExternalStore } from 'react'
import type { ConferenceSlug, Contact, ContactFields, ContactId } from '../../db/model.ts'
import { call } from '../store.ts'
import { markFailed, markNothingToSave, markSaved, markUnsaved, type Writer } from './save-state.ts'

const AFTER_LAST_KEY_MS = 500
const RETRY_MS = 5_000

export type ContactDraft = { id: ContactId; conference: ConferenceSlug; fields: ContactFields }
type Pending = ContactDraft & {
  writer: Writer
  timer: ReturnType<typeof setTimeout> | undefined
  saving: Promise<void> | null
}

const pending = new Map<ContactId, Pending>()
const listeners = new Set<() => void>()
let snapshot: readonly ContactDraft[] = []

function publish(): void {
  snapshot = [...pending.values()].map(({ id, conference, fields }) => ({ id, conference, fields }))
  for (const listener of listeners) listener()
}

export const noFields: ContactFields = {
  name: '',
  organisation: '',
  country: '',
  role: '',
  email: '',
  telephone: '',
  metAt: null,
  note: '',
}

export function fieldsOf({ id: _id, updatedAt: _at, ...fields }: Contact): ContactFields {
  return fields
}

export function hasName({ name }: ContactFields): boolean {
  return name.trim() !== ''
}

/** Takes what the form holds now; it is saved when the typing pauses. */
export function editContact({ id, conference, fields }: ContactDraft): void {
  const draft = pending.get(id) ?? create(id, conference, fields)
  draft.fields = fields
  markUnsaved(draft.writer)
  schedule(draft, AFTER_LAST_KEY_MS)
  publish()
}

export async function flushContact(id: ContactId): Promise<void> {
  const draft = pending.get(id)
  if (draft) await save(draft)
}

/** Forgets what is unsaved of a contact. */
export function discardDraft(id: ContactId): void {
  const draft = pending.get(id)
  if (!draft) return
  clearTimeout(draft.timer)
  pending.delete(id)
  markNothingToSave(draft.writer)
  publish()
}

export function draftOf(id: ContactId): ContactFields | undefined {
  return pending.get(id)?.fields
}

export function useContactDrafts(): readonly ContactDraft[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => snapshot,
  )
}

function create(id: ContactId, conference: ConferenceSlug, fields: ContactFields): Pending {
  const draft: Pending = {
    id,
    conference,
    fields,
    timer: undefined,
    saving: null,
    writer: { flush: () => save(draft), text: () => asText(draft.fields) },
  }
  pending.set(id, draft)
  return draft
}

function schedule(draft: Pending, delay: number): void {
  clearTimeout(draft.timer)
  draft.timer = setTimeout(() => void save(draft), delay)
}

/** Resolves when everything typed is saved or cannot be. Never two saves at once for one contact. */
function save(draft: Pending): Promise<void> {
  clearTimeout(draft.timer)
  draft.saving ??= writeAll(draft).finally(() => {
    draft.saving = null
  })
  return draft.saving
}

async function writeAll(draft: Pending): Promise<void> {
  // The store refuses a contact without a name; it waits here until it has one.
  while (pending.get(draft.id) === draft && hasName(draft.fields)) {
    if (!(await write(draft))) return
  }
}

async function write(draft: Pending): Promise<boolean> {
  const { id, conference, fields } = draft
  try {
    const { updatedAt } = await call('contacts.save', { id, conference, fields })
    if (draft.fields === fields && pending.get(id) === draft) {
      clearTimeout(draft.timer)
      pending.delete(id)
      markSaved(draft.writer, updatedAt)
      publish()
    }
    return true
  } catch (error) {
    markFailed(draft.writer, error instanceof Error ? error.message : String(error))
    schedule(draft, RETRY_MS)
    return false
  }
}

/** For the clipboard, when saving fails for good. */
function asText(fields: ContactFields): string {
  const { name, organisation, country, role, email, telephone, note } = fields
  return [name, role, organisation, country, email, telephone, note].filter(Boolean).join('\n')
}
