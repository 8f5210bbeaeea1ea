/**
 * What was typed into contacts' forms and is not on the disk yet. It outlives the form: a person without a name stays here,
 * unsaved and said to be, while the delegate looks at something else; when the window closes, whatever else is known stands
 * in for the name, so that a form that was never finished neither holds the window nor is lost.
 */
import type { Input, Output } from '../../db/contract.ts'
import type { ConferenceSlug, Contact, ContactFields, ContactId } from '../../db/model.ts'
import { markFailed, markNothingToSave, markSaved, markUnsaved, type Writer } from './save-state.ts'

/** With the commit within the 500 ms that are promised for every text. */
export const AFTER_LAST_KEY_MS = 300
export const RETRY_MS = 2_000

export type ContactDraft = {
  id: ContactId
  conference: ConferenceSlug
  fields: ContactFields
  /** The name it is stored under; null: a new person. */
  storedName: string | null
}
type Pending = ContactDraft & {
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
}

export function fieldsOf({ id: _id, updatedAt: _at, createdBy: _by, ...fields }: Contact): ContactFields {
  return fields
}

export function hasName({ name }: ContactFields): boolean {
  return name.trim() !== ''
}

/** Nothing that tells one person from another. */
function isBlank({ metAt: _session, ...texts }: ContactFields): boolean {
  return Object.values(texts).every((text) => text.trim() === '')
}

const MAX_NAME = 500

/** What a person can be listed under who has no name. */
function standIn({ email, organisation, role, telephone, country, note }: ContactFields): string {
  const known = [email, organisation, role, telephone, country, ...note.split('\n')]
  return (known.find((text) => text.trim() !== '') ?? '').trim().slice(0, MAX_NAME)
}

export type ContactDrafts = {
  /** Takes what the form holds now; it is saved when the typing pauses. A new person with nothing in the form is none. */
  edit(draft: ContactDraft): void
  /** Saves now what can be saved. */
  flush(id: ContactId): Promise<void>
  /** Forgets what is unsaved of a contact. */
  discard(id: ContactId): void
  /** Whether a stored contact is what a form here has saved, and so nothing that the form must be told of. */
  isOwn(contact: Pick<Contact, 'id' | 'updatedAt'>): boolean
  /** The database was replaced: what was saved before may come back as news. Unsaved text stays. */
  forgetSaved(): void
  fieldsOf(id: ContactId): ContactFields | undefined
  /** The same array until something changes. */
  list(): readonly ContactDraft[]
  subscribe(listener: () => void): () => void
}

export function createContactDrafts(
  save: (input: Input<'contacts.save'>) => Promise<Output<'contacts.save'>>,
): ContactDrafts {
  const pending = new Map<ContactId, Pending>()
  /** What was acknowledged of each contact: when, and the last name. */
  const saved = new Map<ContactId, { times: Set<string>; name: string }>()
  const listeners = new Set<() => void>()
  let snapshot: readonly ContactDraft[] = []

  function publish(): void {
    snapshot = [...pending.values()].map(({ id, conference, fields, storedName }) => ({
      id,
      conference,
      fields,
      storedName,
    }))
    for (const listener of listeners) listener()
  }

  function create({ id, conference, fields, storedName }: ContactDraft): Pending {
    const draft: Pending = {
      id,
      conference,
      fields,
      storedName,
      timer: undefined,
      saving: null,
      writer: { flush: () => saveAtEnd(draft), text: () => asText(draft.fields) },
    }
    pending.set(id, draft)
    return draft
  }

  function schedule(draft: Pending, delay: number): void {
    clearTimeout(draft.timer)
    draft.timer = setTimeout(() => void saveNow(draft), delay)
  }

  /** Resolves when everything typed is saved or cannot be. Never two saves at once for one contact. */
  function saveNow(draft: Pending): Promise<void> {
    clearTimeout(draft.timer)
    draft.saving ??= writeAll(draft).finally(() => {
      draft.saving = null
    })
    return draft.saving
  }

  /** Once the name is complete or stood in for, nothing is held up by it. */
  async function saveAtEnd(draft: Pending): Promise<void> {
    if (!hasName(draft.fields)) {
      const name = saved.get(draft.id)?.name ?? draft.storedName ?? standIn(draft.fields)
      draft.fields = { ...draft.fields, name }
      publish()
    }
    await saveNow(draft)
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
      const { updatedAt } = await save({ id, conference, fields })
      const times = saved.get(id)?.times ?? new Set()
      saved.set(id, { times: times.add(updatedAt), name: fields.name })
      if (draft.fields === fields && pending.get(id) === draft) {
        clearTimeout(draft.timer)
        pending.delete(id)
        markSaved(draft.writer, updatedAt)
        publish()
      }
      return true
    } catch (error) {
      markFailed(draft.writer, error)
      schedule(draft, RETRY_MS)
      return false
    }
  }

  function discard(id: ContactId): void {
    const draft = pending.get(id)
    if (!draft) return
    clearTimeout(draft.timer)
    pending.delete(id)
    markNothingToSave(draft.writer)
    publish()
  }

  return {
    edit(typed) {
      const isNew = typed.storedName === null && !saved.has(typed.id)
      const isSaving = pending.get(typed.id)?.saving
      if (isNew && !isSaving && isBlank(typed.fields)) return discard(typed.id)
      const draft = pending.get(typed.id) ?? create(typed)
      draft.fields = typed.fields
      markUnsaved(draft.writer)
      schedule(draft, AFTER_LAST_KEY_MS)
      publish()
    },
    async flush(id) {
      const draft = pending.get(id)
      if (draft) await saveNow(draft)
    },
    discard,
    isOwn: ({ id, updatedAt }) => saved.get(id)?.times.has(updatedAt) ?? false,
    forgetSaved: () => saved.clear(),
    fieldsOf: (id) => pending.get(id)?.fields,
    list: () => snapshot,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** For the clipboard, when saving fails for good. */
function asText(fields: ContactFields): string {
  const { name, organisation, country, role, email, telephone, note } = fields
  return [name, role, organisation, country, email, telephone, note].filter(Boolean).join('\n')
}
