/**
 * What was typed into contacts' forms and is not on the disk yet. It outlives the form: a person without a name stays here,
 * unsaved and said to be, while the delegate looks at something else.
 */
import type { Input, Output } from '../../db/contract.ts'
import type { ConferenceSlug, Contact, ContactFields, ContactId } from '../../db/model.ts'
import { markFailed, markNothingToSave, markSaved, markUnsaved, type Writer } from './save-state.ts'

/** With the commit within the 500 ms that are promised for every text. */
export const AFTER_LAST_KEY_MS = 300
export const RETRY_MS = 2_000

export type ContactDraft = { id: ContactId; conference: ConferenceSlug; fields: ContactFields }
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

export function fieldsOf({ id: _id, updatedAt: _at, ...fields }: Contact): ContactFields {
  return fields
}

export function hasName({ name }: ContactFields): boolean {
  return name.trim() !== ''
}

export type ContactDrafts = {
  /** Takes what the form holds now; it is saved when the typing pauses. */
  edit(draft: ContactDraft): void
  /** Saves now what can be saved. */
  flush(id: ContactId): Promise<void>
  /** Forgets what is unsaved of a contact. */
  discard(id: ContactId): void
  fieldsOf(id: ContactId): ContactFields | undefined
  /** The same array until something changes. */
  list(): readonly ContactDraft[]
  subscribe(listener: () => void): () => void
}

export function createContactDrafts(
  save: (input: Input<'contacts.save'>) => Promise<Output<'contacts.save'>>,
): ContactDrafts {
  const pending = new Map<ContactId, Pending>()
  const listeners = new Set<() => void>()
  let snapshot: readonly ContactDraft[] = []

  function publish(): void {
    snapshot = [...pending.values()].map(({ id, conference, fields }) => ({ id, conference, fields }))
    for (const listener of listeners) listener()
  }

  function create({ id, conference, fields }: ContactDraft): Pending {
    const draft: Pending = {
      id,
      conference,
      fields,
      timer: undefined,
      saving: null,
      writer: { flush: () => saveNow(draft), text: () => asText(draft.fields) },
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

  return {
    edit(typed) {
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
    discard(id) {
      const draft = pending.get(id)
      if (!draft) return
      clearTimeout(draft.timer)
      pending.delete(id)
      markNothingToSave(draft.writer)
      publish()
    },
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
