/** Creates, changes and deletes the delegate's own entries; each change can be undone. */
import i18next from 'i18next'
import { useEffect } from 'react'
import { appKeys, isKey } from '../../../core/keys.ts'
import type { ConferenceSlug, Guid, OwnEntryFields, Session } from '../../../db/model.ts'
import { createStore } from '../../lib/create-store.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { call } from '../../lib/store-client.ts'
import { announce } from '../../ui/undo-bar.tsx'
import type { EntryForm } from './entry-form.ts'
import { type EntryShift, shiftFields, toEntryFields } from './shift-entry.ts'

/** The entry that the dialog edits: an existing or a new entry. */
export type EntryRequest = { session: Session } | { session: null; preset: Partial<EntryForm> }

export const entryRequest = createStore<EntryRequest | null>(null)

export function openNewEntry(preset: Partial<EntryForm> = {}): void {
  entryRequest.set({ session: null, preset })
}

export function openEntry(session: Session): void {
  entryRequest.set({ session })
}

export function useNewEntryKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isKey(event, appKeys.newEntry, window.desktop.platform)) return
      event.preventDefault()
      event.stopImmediatePropagation()
      openNewEntry()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [])
}

type EntryPlace = { id: string; conference: ConferenceSlug }

/** `id`: the id of the invitation, if the entry comes from one. Throws the store's error. */
export async function addEntry(
  conference: ConferenceSlug,
  fields: OwnEntryFields,
  id: string = crypto.randomUUID(),
): Promise<Guid> {
  await call('ownEntries.save', { id, conference, fields })
  announce(
    i18next.t('ownEntries.added', { title: fields.title }),
    createUndo('add', fields.title, () => call('ownEntries.remove', { id })),
  )
  return id as Guid
}

/** Adds the entry of an invitation, or changes the entry that an earlier invitation added. Throws the store's error. */
export async function addOrChangeEntry(
  { id, conference }: EntryPlace,
  fields: OwnEntryFields,
): Promise<void> {
  const sessions = await call('sessions.list', { conference })
  const stored = sessions.find(({ guid, status }) => guid === id && status === 'confirmed')
  const base = stored && toEntryFields(stored)
  if (base) await changeEntry({ id, conference }, fields, base)
  else await addEntry(conference, fields, id)
}

/** Throws the store's error. */
export async function changeEntry(
  { id, conference }: EntryPlace,
  fields: OwnEntryFields,
  base: OwnEntryFields,
): Promise<void> {
  await call('ownEntries.save', { id, conference, fields, base })
  announce(
    i18next.t('ownEntries.changed', { title: fields.title }),
    createUndo('change', fields.title, () =>
      call('ownEntries.save', { id, conference, fields: base, base: fields }),
    ),
  )
}

/**
 * Several key presses that shift the entry with the focus. Further presses continue from `fields`, and Undo restores `base`. `knownStates`:
 * each state of the entry in between, as JSON.
 */
type Shifting = { id: Guid; base: OwnEntryFields; fields: OwnEntryFields; knownStates: Set<string> }
let shifting: Shifting | null = null

/** Moves or resizes an entry by one step; `formatTimes` formats its new times. */
export async function shiftEntry(
  session: Session,
  conference: ConferenceSlug,
  shift: EntryShift,
  formatTimes: (times: Session) => string,
): Promise<void> {
  const stored = toEntryFields(session)
  if (!stored || session.status === 'cancelled') return
  const id = session.guid
  // The screen may lag behind by some presses. If it shows an unknown state, another window has changed the entry.
  const continued = shifting?.id === id && shifting.knownStates.has(JSON.stringify(stored)) ? shifting : null
  const previous: Shifting = continued ?? { id, base: stored, fields: stored, knownStates: new Set() }
  const fields = shiftFields(previous.fields, shift)
  if (!fields) return
  if (!continued) document.activeElement?.addEventListener('blur', stopShifting, { once: true })
  const knownStates = new Set([...previous.knownStates, JSON.stringify(stored), JSON.stringify(fields)])
  shifting = { ...previous, fields, knownStates }
  const isSaved = await saveTimes(
    session,
    conference,
    { fields, before: previous.fields, base: previous.base },
    formatTimes,
  )
  if (!isSaved) shifting = null
}

/** Gives an entry other times in one step; `formatTimes` formats them. */
export async function setEntryTimes(
  session: Session,
  conference: ConferenceSlug,
  times: Pick<OwnEntryFields, 'start' | 'end'>,
  formatTimes: (times: Session) => string,
): Promise<void> {
  const base = toEntryFields(session)
  if (!base || session.status === 'cancelled') return
  await saveTimes(session, conference, { fields: { ...base, ...times }, before: base, base }, formatTimes)
}

/** `before`: the entry before the change. `base`: the state that Undo restores. @returns false if saving failed, which was announced */
async function saveTimes(
  session: Session,
  conference: ConferenceSlug,
  { fields, before, base }: Record<'fields' | 'before' | 'base', OwnEntryFields>,
  formatTimes: (times: Session) => string,
): Promise<boolean> {
  const id = session.guid
  try {
    await call('ownEntries.save', { id, conference, fields, base: before })
    announce(
      i18next.t('ownEntries.shifted', {
        title: fields.title,
        times: formatTimes({ ...session, start: fields.start, end: fields.end }),
      }),
      createUndo('change', fields.title, () =>
        call('ownEntries.save', { id, conference, fields: base, base: fields }),
      ),
    )
    return true
  } catch (error) {
    announce(i18next.t('ownEntries.notSaved', { reason: getErrorText(error) }))
    return false
  }
}

function stopShifting(): void {
  shifting = null
}

export async function deleteEntry({ guid, title }: Session): Promise<void> {
  const { t } = i18next
  try {
    await call('ownEntries.remove', { id: guid })
    announce(
      t('ownEntries.deleted', { title }),
      createUndo('delete', title, () => call('ownEntries.restore', { id: guid })),
    )
  } catch (error) {
    announce(t('ownEntries.notSaved', { reason: getErrorText(error) }))
  }
}

export async function restoreEntry({ guid }: Session): Promise<void> {
  try {
    await call('ownEntries.restore', { id: guid })
  } catch (error) {
    announce(i18next.t('ownEntries.notSaved', { reason: getErrorText(error) }))
  }
}

function createUndo(change: 'add' | 'change' | 'delete', title: string, run: () => Promise<unknown>) {
  const { t } = i18next
  return {
    label: t('app.undo'),
    name: t(`ownEntries.undo.${change}`, { title }),
    run: () =>
      void run().catch((error) => announce(t('ownEntries.notSaved', { reason: getErrorText(error) }))),
  }
}
