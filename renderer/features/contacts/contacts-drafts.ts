/**
 * Unsaved edits of contact forms. They outlive the form: a person without a name stays here, shown as unsaved, while the delegate looks at
 * something else. When the window closes, another field is used as the missing name, so that an unfinished form neither keeps the window
 * open nor is lost.
 */
import type { Input, Output } from '../../../db/contract/index.ts'
import type { ConferenceSlug, Contact, ContactFields, ContactId } from '../../../db/model.ts'
import { createStore } from '../../lib/create-store.ts'
import {
  isTemporary,
  markFailed,
  markNothingToSave,
  markSaved,
  markUnsaved,
  RETRY_WHILE_BLOCKED_MS,
  type Writer,
} from '../../lib/save-state.ts'

/** Short enough that the commit finishes within the 500 ms promised for every text. */
export const SAVE_DELAY_MS = 300
const RETRY_MS = 2_000

export type ContactDraft = {
  id: ContactId
  conference: ConferenceSlug
  fields: ContactFields
  /** The stored state when the form was filled; null for a new person. */
  stored: Stored | null
}
type Stored = { fields: ContactFields; updatedAt: string }
type Pending = ContactDraft & {
  /** The fields last sent, until the store confirms them. */
  sent: ContactFields | null
  writer: Writer
  timer: ReturnType<typeof setTimeout> | undefined
  saving: Promise<void> | null
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
  followUp: '',
  followUpOn: null,
  followedUpAt: null,
  consent: '',
  picture: null,
  confidentiality: 'shareable',
}

export function getFields({ id: _id, updatedAt: _at, createdBy: _by, ...fields }: Contact): ContactFields {
  return fields
}

export function getStored(contact: Contact): Stored {
  return { fields: getFields(contact), updatedAt: contact.updatedAt }
}

export function hasName({ name }: ContactFields): boolean {
  return name.trim() !== ''
}

/** Whether the fields contain nothing that identifies a person. */
function isBlank({ metAt: _session, confidentiality: _level, ...fields }: ContactFields): boolean {
  return Object.values(fields).every((value) => value === null || value.trim() === '')
}

const MAX_NAME = 500

/** A name under which a person without one can be listed. */
function findSubstituteName(fields: ContactFields): string {
  const { email, organisation, role, telephone, country } = fields
  const texts = [fields.note, fields.followUp, fields.consent].flatMap((text) => text.split('\n'))
  const candidates = [email, organisation, role, telephone, country, ...texts]
  // A form may contain only a picture or a date.
  return (candidates.find((text) => text.trim() !== '') ?? '?').trim().slice(0, MAX_NAME)
}

export type ContactDrafts = {
  /** Records the form's content and saves it when typing pauses. A new person with an empty form is discarded. */
  edit(draft: ContactDraft): void
  /** Saves at once, if the contact has a name. */
  flush(id: ContactId): Promise<void>
  /** Call before a stored contact is removed: saves it even without a name. @returns false if that failed; the text is kept and retried */
  flushBeforeRemoval(id: ContactId): Promise<boolean>
  /** Drops a contact's unsaved edits. */
  discard(id: ContactId): void
  /** Whether a form in this window saved the stored contact, so that the form need not be updated. */
  isSavedHere(contact: Pick<Contact, 'id' | 'updatedAt'>): boolean
  /** Forgets earlier saves after the database is replaced. Unsaved text stays. */
  forgetSaved(): void
  getDraftFields(id: ContactId): ContactFields | undefined
  list(): readonly ContactDraft[]
  use(): readonly ContactDraft[]
}

/** `onReplaced` is called when a save replaced another writer's text of the same field, which is then kept in the private note. */
export function createContactDrafts(
  save: (input: Input<'contacts.save'>) => Promise<Output<'contacts.save'>>,
  onReplaced: () => void = () => {},
): ContactDrafts {
  const pending = new Map<ContactId, Pending>()
  /** For each contact, the last state that the store confirmed and the times of all confirmed saves. */
  const saved = new Map<ContactId, Stored & { times: Set<string> }>()
  const drafts = createStore<readonly ContactDraft[]>([])

  function publishDrafts(): void {
    drafts.set(
      [...pending.values()].map(({ id, conference, fields, stored }) => ({ id, conference, fields, stored })),
    )
  }

  function createPending({ id, conference, fields, stored }: ContactDraft): Pending {
    const lastSaved = saved.get(id)
    const draft: Pending = {
      id,
      conference,
      fields,
      // The form may not have received its last saved state yet.
      stored: lastSaved && lastSaved.updatedAt >= (stored?.updatedAt ?? '') ? lastSaved : stored,
      sent: null,
      timer: undefined,
      saving: null,
      writer: {
        flush: () => saveEvenWithoutName(draft),
        text: () => formatForClipboard(draft.fields),
        subject: () => ({ kind: 'person', name: draft.fields.name.trim() }),
      },
    }
    pending.set(id, draft)
    return draft
  }

  function schedule(draft: Pending, delay: number): void {
    clearTimeout(draft.timer)
    draft.timer = setTimeout(() => void saveNow(draft), delay)
  }

  /** Resolves when everything typed is saved, or saving has failed. A contact is never saved twice at the same time. */
  function saveNow(draft: Pending): Promise<void> {
    clearTimeout(draft.timer)
    draft.saving ??= writeAll(draft).finally(() => {
      draft.saving = null
    })
    return draft.saving
  }

  /** Saves even without a name, under its stored name or a substitute. */
  async function saveEvenWithoutName(draft: Pending): Promise<void> {
    if (!hasName(draft.fields)) {
      const name = draft.stored?.fields.name ?? findSubstituteName(draft.fields)
      draft.fields = { ...draft.fields, name }
      publishDrafts()
    }
    await saveNow(draft)
  }

  async function writeAll(draft: Pending): Promise<void> {
    // The store rejects a contact without a name, so the draft waits here until it has a name.
    while (pending.get(draft.id) === draft && hasName(draft.fields)) {
      if (!(await writeOnce(draft))) return
    }
  }

  async function writeOnce(draft: Pending): Promise<boolean> {
    const { id, conference, fields } = draft
    const { stored, sent } = draft
    draft.sent = fields
    try {
      const answer = await save({ id, conference, fields, base: stored?.fields ?? null, sent })
      const { keptOther, ...contact } = answer
      const { updatedAt } = contact
      const current = getFields(contact)
      const foreignChanges = findForeignChanges(fields, current)
      const times = saved.get(id)?.times ?? new Set()
      // The form already shows this state, unless another writer's changes are part of it.
      if (Object.keys(foreignChanges).length === 0) times.add(updatedAt)
      const savedState = { fields: current, updatedAt, times }
      saved.set(id, savedState)
      draft.stored = savedState
      draft.sent = null
      if (keptOther) onReplaced()
      if (draft.fields !== fields && Object.keys(foreignChanges).length > 0) {
        draft.fields = mergeForeignChanges(draft.fields, fields, foreignChanges)
        publishDrafts()
      }
      if (draft.fields === fields && pending.get(id) === draft) {
        clearTimeout(draft.timer)
        pending.delete(id)
        markSaved(draft.writer, updatedAt)
        publishDrafts()
      }
      return true
    } catch (error) {
      markFailed(draft.writer, error)
      schedule(draft, isTemporary(error) ? RETRY_WHILE_BLOCKED_MS : RETRY_MS)
      return false
    }
  }

  function discard(id: ContactId): void {
    const draft = pending.get(id)
    if (!draft) return
    clearTimeout(draft.timer)
    pending.delete(id)
    markNothingToSave(draft.writer)
    publishDrafts()
  }

  return {
    edit(edited) {
      const isNew = edited.stored === null && !saved.has(edited.id)
      const isSaving = pending.get(edited.id)?.saving
      if (isNew && !isSaving && isBlank(edited.fields)) return discard(edited.id)
      const draft = pending.get(edited.id) ?? createPending(edited)
      draft.fields = edited.fields
      markUnsaved(draft.writer)
      schedule(draft, SAVE_DELAY_MS)
      publishDrafts()
    },
    async flush(id) {
      const draft = pending.get(id)
      if (draft) await saveNow(draft)
    },
    async flushBeforeRemoval(id) {
      const draft = pending.get(id)
      if (draft) await saveEvenWithoutName(draft)
      return !pending.has(id)
    },
    discard,
    isSavedHere: ({ id, updatedAt }) => saved.get(id)?.times.has(updatedAt) ?? false,
    forgetSaved: () => saved.clear(),
    getDraftFields: (id) => pending.get(id)?.fields,
    list: drafts.get,
    use: drafts.use,
  }
}

/** Stored fields that differ from those sent because of another writer. Ignores outer spaces, which the store trims. */
function findForeignChanges(sent: ContactFields, stored: ContactFields): Partial<ContactFields> {
  const isSame = (field: keyof ContactFields) =>
    stored[field] === sent[field] || (stored[field] ?? '').trim() === (sent[field] ?? '').trim()
  const changed = Object.entries(stored).filter(([field]) => !isSame(field as keyof ContactFields))
  return Object.fromEntries(changed)
}

/** Merges text typed during a save with other writers' changes to the fields that were not edited meanwhile. */
function mergeForeignChanges(
  typed: ContactFields,
  sent: ContactFields,
  foreignChanges: Partial<ContactFields>,
): ContactFields {
  const untouched = Object.entries(foreignChanges).filter(([field]) => {
    const name = field as keyof ContactFields
    return typed[name] === sent[name]
  })
  return { ...typed, ...Object.fromEntries(untouched) }
}

/** The contact as text for the clipboard, when saving fails for good. */
function formatForClipboard(fields: ContactFields): string {
  const { name, organisation, country, role, email, telephone, note } = fields
  return [name, role, organisation, country, email, telephone, note].filter(Boolean).join('\n')
}
