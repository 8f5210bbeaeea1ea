/** The notes of a session, the open note, and the actions on a whole note. */
import i18next from 'i18next'
import { useState } from 'react'
import type { ConferenceSlug, Confidentiality, Guid, NoteId } from '../../../../db/model.ts'
import { getErrorText } from '../../../lib/error-text.ts'
import { useStoreQuery } from '../../../lib/queries.ts'
import { call } from '../../../lib/store-client.ts'
import { announce } from '../../../ui/undo-bar.tsx'
import { isMine } from '../../schedule/index.ts'
import { useConference } from '../../sessions/index.ts'
import { getLastNote } from './last-caret.ts'
import { noteSaver } from './note-saving.ts'
import { chooseSessionNotes, type NotesOfSession } from './session-notes-choice.ts'

/** Ids of new notes by session. A new note is on the screen before it is stored, and returning to the session shows the same note. */
const newNoteIds = new Map<string, NoteId>()

/** @returns the id for the session's next new note, which may be on screen already */
export function getNewNoteId(conference: ConferenceSlug, session: Guid): NoteId {
  const key = `${conference}/${session}`
  const id = newNoteIds.get(key) ?? (crypto.randomUUID() as NoteId)
  newNoteIds.set(key, id)
  return id
}

export type SessionNotes = NotesOfSession & {
  /** Whether the open note is stored. */
  isStored: boolean
  choose: (id: NoteId) => void
  add: () => void
}

/** @returns null until the store has answered. A newer `focusRequest` switches from a colleague's note to the delegate's own. */
export function useSessionNotes(session: Guid, focusRequest: number): SessionNotes | null {
  const { slug } = useConference()
  const { data } = useStoreQuery('notes.list', { conference: slug }, { keepPrevious: false })
  const [chosen, setChosen] = useState<{ session: Guid; id: NoteId; focusRequest: number } | null>(() => {
    const lastNote = getLastNote(session)
    return lastNote && { session, id: lastNote, focusRequest }
  })
  if (!data) return null
  const key = `${slug}/${session}`
  if (data.some(({ id }) => id === newNoteIds.get(key))) newNoteIds.delete(key)
  const newNote = getNewNoteId(slug, session)
  const isByColleague = data.some((note) => note.id === chosen?.id && !isMine(note))
  const isStale = chosen?.session !== session || (isByColleague && chosen.focusRequest < focusRequest)
  const notes = chooseSessionNotes(data, session, newNote, isStale ? null : chosen.id)
  const choose = (id: NoteId) => setChosen({ session, id, focusRequest })
  return {
    ...notes,
    isStored: data.some(({ id }) => id === notes.current),
    choose,
    add: () => choose(newNote),
  }
}

export async function copyNote(id: NoteId): Promise<void> {
  const { t } = i18next
  try {
    const { markdown, confidentiality } = await call('notes.get', { id })
    const text = noteSaver.getUnsavedText(id) ?? markdown
    await copyText(text, confidentiality)
  } catch (error) {
    announce(t('session.copyFailed', { reason: getErrorText(error) }))
  }
}

/** Copies the text of a note. Passages that are more confidential than the note are copied only on request. */
async function copyText(markdown: string, confidentiality: Confidentiality): Promise<void> {
  const { t } = i18next
  const { withholdFrom } = await import('../../../../core/note-format/index.ts')
  const withheld = withholdFrom(markdown, confidentiality)
  const count = withheld.passages.internal + withheld.passages.private
  await window.desktop.copy(withheld.markdown)
  if (count === 0) return announce(t('session.copied'))
  announce(t('session.copiedWithout', { count }), {
    label: t('session.copyAll'),
    run: () => void copyWhole(markdown),
  })
}

async function copyWhole(markdown: string): Promise<void> {
  await window.desktop.copy(markdown)
  announce(i18next.t('session.copied'))
}
