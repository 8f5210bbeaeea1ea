import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConferenceSlug, KeyMessage, NoteId, Session } from '../../db/model.ts'
import { onConferenceClock } from '../clock.ts'
import { useStoreQuery } from '../data.ts'
import { useConference } from '../parts/conference.tsx'
import { Empty } from '../parts/empty.tsx'
import { useConferenceFormat } from '../parts/format.ts'
import { go, routeTo } from '../parts/navigate.ts'
import { newFocusRequest } from '../parts/note-pane.tsx'
import { NotesEverywhere } from '../parts/notes-everywhere.tsx'
import { NotesHead } from '../parts/notes-head.tsx'
import {
  byChange,
  bySession,
  entriesOf,
  filterEntries,
  type NoteEntry,
  type NotesScope,
} from '../parts/notes-items.ts'
import { NotesList } from '../parts/notes-list.tsx'
import { OpenedNote } from '../parts/notes-open.tsx'
import { Panes } from '../parts/panes.tsx'
import { deleteNote } from '../parts/session-notes.ts'
import { usePreferences } from '../preferences.ts'

/** A new note is on screen before it is in the store. Kept, so that coming back to it finds the same one. */
const unwritten = new Map<ConferenceSlug, NoteId>()
/** Coming back without naming a note shows the one that was open. */
const lastShown = new Map<ConferenceSlug, NoteId>()

type Content = {
  entries: readonly NoteEntry[]
  sessions: readonly Session[]
  messages: readonly KeyMessage[]
}

export function NotesScreen({ id }: { id: string | undefined }) {
  const { slug } = useConference()
  const ofConference = useMemo(() => ({ conference: slug }), [slug])
  const notes = useStoreQuery('notes.list', ofConference, { keep: false }).data
  const sessions = useStoreQuery('sessions.list', ofConference, { keep: false }).data
  const messages = useStoreQuery('keyMessages.list', ofConference, { keep: false }).data
  const content = useMemo<Content | undefined>(
    () =>
      notes && sessions && messages && { entries: entriesOf(notes, sessions, messages), sessions, messages },
    [notes, sessions, messages],
  )
  if (!content) return null
  return <Notes key={slug} id={id as NoteId | 'new' | undefined} {...content} />
}

function Notes({ id, entries, sessions, messages }: Content & { id: NoteId | 'new' | undefined }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { notesSort, notesEverywhere } = usePreferences()
  const { data: conferences } = useStoreQuery('conferences.list', {})
  const hasOthers = (conferences?.length ?? 0) > 1
  const everywhere = notesEverywhere && hasOthers
  const { dateOf } = useConferenceFormat()
  const [query, setQuery] = useState('')
  const [scope, setScope] = useState<NotesScope>('all')
  const [typing, setTyping] = useState<{ id: NoteId; request: number } | null>(null)

  const wanted = useDeferredValue(query)
  const shown = useMemo(() => filterEntries(entries, scope, wanted), [entries, scope, wanted])
  const items = useMemo(
    () =>
      notesSort === 'session'
        ? bySession(shown, sessions, messages)
        : byChange(shown, (instant) => dateOf(onConferenceClock(instant))),
    [shown, sessions, messages, notesSort, dateOf],
  )
  const ids = useMemo(
    () => items.flatMap((item) => (item.kind === 'note' ? [item.entry.note.id] : [])),
    [items],
  )
  const has = (note: NoteId | undefined) => entries.some((entry) => entry.note.id === note)

  const type = useCallback((note: NoteId) => setTyping({ id: note, request: newFocusRequest() }), [])
  useEffect(() => {
    if (id !== 'new') return
    const known = unwritten.get(slug)
    const fresh = known && !entries.some(({ note }) => note.id === known) ? known : newNoteId()
    unwritten.set(slug, fresh)
    type(fresh)
    go(routeTo('notes', fresh), { replace: true })
  }, [id, slug, entries, type])

  const last = lastShown.get(slug)
  const selected = id === 'new' ? undefined : (id ?? (has(last) ? last : ids[0]))
  useEffect(() => {
    if (selected) lastShown.set(slug, selected)
  }, [selected, slug])
  // The list answers every key at once; the note follows when it has been read.
  const open = useDeferredValue(selected)

  const select = useCallback((note: NoteId) => go(routeTo('notes', note), { replace: true }), [])
  const openNote = useCallback(
    (note: NoteId) => {
      go(routeTo('notes', note))
      type(note)
    },
    [type],
  )
  const remove = useCallback(
    (note: NoteId) => {
      const index = ids.indexOf(note)
      go(routeTo('notes', ids[index + 1] ?? ids[index - 1]), { replace: true })
      void deleteNote(note, () => openNote(note))
    },
    [ids, openNote],
  )
  const entry = useMemo(() => entries.find(({ note }) => note.id === open) ?? null, [entries, open])
  return (
    <Panes
      screen="notes"
      listWidth={436}
      narrowListWidth={392}
      listLabel={t('nav.notes')}
      list={
        <>
          <NotesHead
            count={shown.reduce((sum, { note }) => sum + note.entries, 0)}
            query={query}
            onQuery={setQuery}
            scope={scope}
            onScope={setScope}
            hasOthers={hasOthers}
          />
          {everywhere && <NotesEverywhere query={query} selected={selected} />}
          {!everywhere && items.length > 0 && (
            <NotesList
              key={notesSort}
              items={items}
              grouped={notesSort === 'session'}
              selected={selected}
              onSelect={select}
              onOpen={openNote}
              onDelete={remove}
            />
          )}
          {!everywhere && items.length === 0 && (
            <Empty title={entries.length === 0 ? t('notes.none') : t('notes.noneFound')}>
              <p>{entries.length === 0 ? t('notes.noneHint') : t('notes.noneFoundHint')}</p>
            </Empty>
          )}
        </>
      }
    >
      {open && (entry || open === unwritten.get(slug)) && (
        <OpenedNote
          id={open}
          entry={entry}
          focusRequest={typing?.id === open ? typing.request : 0}
          onDelete={remove}
        />
      )}
      {open && !entry && open !== unwritten.get(slug) && (
        <Empty title={t('notes.gone')}>
          <p>{t('notes.goneHint')}</p>
        </Empty>
      )}
    </Panes>
  )
}

function newNoteId(): NoteId {
  return crypto.randomUUID() as NoteId
}
