import { Suspense, useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type {
  ConferenceSlug,
  KeyMessage,
  NoteId,
  NoteSummary,
  PlainDate,
  Session,
} from '../../../db/model.ts'
import { toConferenceClock } from '../../lib/clock.ts'
import { createLazyComponent } from '../../lib/lazy-component.ts'
import { usePreference } from '../../lib/preferences.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { buildRoute, go } from '../../lib/router.ts'
import { EmptyMessage } from '../../ui/empty-message.tsx'
import { Panes } from '../../ui/panes.tsx'
import { countMyEntries, getSessionName } from '../schedule/index.ts'
import { useConference, useConferenceFormat } from '../sessions/index.ts'
import {
  type Choice,
  type ChoiceChange,
  changeChoice,
  findNeighbour,
  getListedChoice,
  noChoice,
} from './list/notes-choice.ts'
import { ChosenNotes } from './list/notes-chosen.tsx'
import type { NotesDrop } from './list/notes-drop.ts'
import { NotesEverywhere } from './list/notes-everywhere.tsx'
import { NotesHead } from './list/notes-head.tsx'
import {
  filterEntries,
  getEntries,
  getTags,
  groupByChange,
  groupBySession,
  type NoteEntry,
  type NotesScope,
} from './list/notes-items.ts'
import { type NoteAction, NotesList } from './list/notes-list.tsx'
import { OpenedNote } from './list/notes-open.tsx'
import { focusTags } from './list/tag-editor.tsx'
import { TrashLink } from './list/trash-link.tsx'
import { createFocusRequest } from './pane/focus-request.ts'
import { deleteNotes, moveNotes, pinNotes } from './pane/note-actions.ts'
import { noteSaver } from './pane/note-saving.ts'

const MoveDialog = createLazyComponent(async () => (await import('./list/move-dialog.tsx')).MoveDialog)
const TagsDialog = createLazyComponent(async () => (await import('./list/tags-dialog.tsx')).TagsDialog)
const NotesTrash = createLazyComponent(async () => (await import('./trash/notes-trash.tsx')).NotesTrash)

/** Ids of new notes that are not stored yet, kept so that returning to the screen shows the same note. */
const newNoteIds = new Map<ConferenceSlug, NoteId>()

/** Whether the new note has neither saved nor unsaved text. Asks the saver too, since `entries` is refreshed some time after a save. */
function isStillEmpty(id: NoteId, entries: readonly NoteEntry[]): boolean {
  const isSaved = entries.some(({ note }) => note.id === id) || (noteSaver.getStored(id)?.revision ?? 0) > 0
  return !isSaved && noteSaver.getUnsavedText(id) === null
}

/** The note to show again when the screen is opened without a note in the route. */
const lastShown = new Map<ConferenceSlug, NoteId>()

type DialogContent =
  | { kind: 'move'; notes: readonly NoteSummary[]; day: PlainDate | null }
  | { kind: 'tag'; notes: readonly NoteId[] }

type Content = {
  entries: readonly NoteEntry[]
  sessions: readonly Session[]
  messages: readonly KeyMessage[]
}

export function NotesScreen({ id }: { id: string | undefined }) {
  if (id !== 'trash') return <AllNotes id={id} />
  return (
    <Suspense>
      <NotesTrash />
    </Suspense>
  )
}

function AllNotes({ id }: { id: string | undefined }) {
  const { slug } = useConference()
  const ofConference = useMemo(() => ({ conference: slug }), [slug])
  const notes = useStoreQuery('notes.list', ofConference, { keepPrevious: false }).data
  const sessions = useStoreQuery('sessions.list', ofConference, { keepPrevious: false }).data
  const messages = useStoreQuery('keyMessages.list', ofConference, { keepPrevious: false }).data
  const content = useMemo<Content | undefined>(
    () =>
      notes && sessions && messages && { entries: getEntries(notes, sessions, messages), sessions, messages },
    [notes, sessions, messages],
  )
  if (!content) return null
  return <Notes key={slug} id={id as NoteId | 'new' | undefined} content={content} />
}

/** @returns the tags of all notes, and those of `requestedTags` that still exist, since others could not be unticked */
function useTags(entries: readonly NoteEntry[], requestedTags: readonly string[]) {
  const { language } = useTranslation().i18n
  const tags = useMemo(
    () =>
      getTags(
        entries.map(({ note }) => note),
        language,
      ),
    [entries, language],
  )
  const chosenTags = useMemo(() => requestedTags.filter((tag) => tags.includes(tag)), [requestedTags, tags])
  return { tags, chosenTags }
}

/** @returns the notes that match the filters, the rows of the list, and the ids of the notes in the list's order */
function useListedNotes(
  { entries, sessions, messages }: Content,
  { query, scope, chosenTags }: { query: string; scope: NotesScope; chosenTags: readonly string[] },
) {
  const notesSort = usePreference('notesSort')
  const { toDate } = useConferenceFormat()
  const deferredQuery = useDeferredValue(query)
  const shownEntries = useMemo(
    () => filterEntries(entries, scope, deferredQuery, chosenTags),
    [entries, scope, deferredQuery, chosenTags],
  )
  const items = useMemo(
    () =>
      notesSort === 'session'
        ? groupBySession(shownEntries, sessions, messages)
        : groupByChange(shownEntries, (instant) => toDate(toConferenceClock(instant))),
    [shownEntries, sessions, messages, notesSort, toDate],
  )
  const ids = useMemo(
    () => items.flatMap((item) => (item.kind === 'note' ? [item.entry.note.id] : [])),
    [items],
  )
  return { shownEntries, items, ids }
}

function Notes({ id, content }: { id: NoteId | 'new' | undefined; content: Content }) {
  const { entries, sessions } = content
  const { t } = useTranslation()
  const { slug } = useConference()
  const notesSort = usePreference('notesSort')
  const notesEverywhere = usePreference('notesEverywhere')
  const { data: conferences } = useStoreQuery('conferences.list', {})
  const hasOthers = (conferences?.length ?? 0) > 1
  const showsEverywhere = notesEverywhere && hasOthers
  const [query, setQuery] = useState('')
  const [scope, setScope] = useState<NotesScope>('all')
  const [typingRequest, setTypingRequest] = useState<{ id: NoteId; request: number } | null>(null)

  const [requestedTags, setRequestedTags] = useState<string[]>([])
  const [choice, setChoice] = useState<Choice>(noChoice)
  const [dialog, setDialog] = useState<DialogContent | null>(null)

  const { tags, chosenTags } = useTags(entries, requestedTags)
  const { shownEntries, items, ids } = useListedNotes(content, { query, scope, chosenTags })
  const isListed = (note: NoteId | undefined) => entries.some((entry) => entry.note.id === note)

  const startTyping = useCallback(
    (note: NoteId) => setTypingRequest({ id: note, request: createFocusRequest() }),
    [],
  )
  useEffect(() => {
    if (id !== 'new') return
    const previousId = newNoteIds.get(slug)
    const newId = previousId && isStillEmpty(previousId, entries) ? previousId : createNoteId()
    newNoteIds.set(slug, newId)
    startTyping(newId)
    go(buildRoute('notes', newId), { replace: true })
  }, [id, slug, entries, startTyping])

  const lastId = lastShown.get(slug)
  const defaultId = isListed(lastId) ? lastId : ids[0]
  const selected = id === 'new' ? undefined : (id ?? defaultId)
  useEffect(() => {
    if (selected) lastShown.set(slug, selected)
  }, [selected, slug])
  // Deferred, so that the list responds to every key at once and the note follows when it is loaded.
  const openId = useDeferredValue(selected)

  const select = useCallback((note: NoteId, keepsChoice: boolean) => {
    if (!keepsChoice) setChoice(noChoice)
    go(buildRoute('notes', note), { replace: true })
  }, [])
  const openNote = useCallback(
    (note: NoteId) => {
      setChoice(noChoice)
      go(buildRoute('notes', note))
      startTyping(note)
    },
    [startTyping],
  )
  const choose = useCallback(
    (how: ChoiceChange, note: NoteId) => {
      setChoice((before) => changeChoice(before, how, { id: note, listed: ids, openNote: selected }))
    },
    [ids, selected],
  )
  const chosenIds = useMemo(
    () => (showsEverywhere ? [] : getListedChoice(choice, ids)),
    [choice, ids, showsEverywhere],
  )
  const chosenIdSet = useMemo(() => new Set(chosenIds), [chosenIds])
  const getSummaries = useCallback(
    (ids: readonly NoteId[]) =>
      ids.flatMap((each) => entries.find(({ note }) => note.id === each)?.note ?? []),
    [entries],
  )
  const remove = useCallback(
    (removedIds: readonly NoteId[]) => {
      setChoice(noChoice)
      if (selected && removedIds.includes(selected)) {
        go(buildRoute('notes', findNeighbour(ids, removedIds)), { replace: true })
      }
      const [first] = removedIds
      void deleteNotes(removedIds, () => {
        if (removedIds.length === 1 && first) openNote(first)
      })
    },
    [ids, selected, openNote],
  )
  const act = useCallback(
    (action: NoteAction, note?: NoteId) => {
      const thisNote = note ? [note] : []
      const targets = chosenIds.length > 0 ? chosenIds : thisNote
      if (action === 'delete') return remove(targets)
      const notes = getSummaries(targets)
      if (notes.length === 0) return
      if (action === 'pin') void pinNotes(notes, !notes.every(({ pinned }) => pinned))
      else if (action === 'move') setDialog({ kind: 'move', notes, day: null })
      // The open note has a tag field above it; focus that field instead of opening the dialog.
      else if (targets.length > 1 || targets[0] !== selected || !focusTags())
        setDialog({ kind: 'tag', notes: targets })
    },
    [chosenIds, remove, getSummaries, selected],
  )
  const drop = useCallback(
    (dropped: NoteId[], target: NotesDrop) => {
      const notes = getSummaries(dropped)
      if (target.kind === 'day') return setDialog({ kind: 'move', notes, day: target.day })
      const session = sessions.find(({ guid }) => guid === target.session)
      const targetName = session ? getSessionName(session) : t('notes.unattached')
      void moveNotes(notes, { session: target.session, keyMessage: null }, slug, targetName)
    },
    [getSummaries, sessions, slug, t],
  )
  const entry = useMemo(() => entries.find(({ note }) => note.id === openId) ?? null, [entries, openId])
  return (
    <Panes
      screen="notes"
      listWidth={436}
      narrowListWidth={392}
      listLabel={t('nav.notes')}
      list={
        <>
          <NotesHead
            count={countMyEntries(shownEntries.map(({ note }) => note))}
            isEmpty={!showsEverywhere && entries.length === 0}
            query={query}
            onQuery={setQuery}
            scope={scope}
            onScope={setScope}
            hasOthers={hasOthers}
            tags={tags}
            chosenTags={chosenTags}
            onTags={setRequestedTags}
          />
          {showsEverywhere && <NotesEverywhere query={query} selected={selected} />}
          {!showsEverywhere && items.length > 0 && (
            <NotesList
              key={notesSort}
              items={items}
              isSortedBySession={notesSort === 'session'}
              selected={selected}
              chosen={chosenIdSet}
              onSelect={select}
              onOpen={openNote}
              onChoose={choose}
              onAct={act}
              onDrop={drop}
            />
          )}
          {!showsEverywhere && items.length === 0 && (
            <EmptyMessage title={entries.length === 0 ? t('notes.none') : t('notes.noneFound')}>
              <p>{entries.length === 0 ? t('notes.noneHint') : t('notes.noneFoundHint')}</p>
            </EmptyMessage>
          )}
          {chosenIds.length > 0 ? (
            <ChosenNotes notes={getSummaries(chosenIds)} onAct={act} onClear={() => setChoice(noChoice)} />
          ) : (
            <TrashLink />
          )}
        </>
      }
    >
      {openId && (entry || openId === newNoteIds.get(slug)) && (
        <OpenedNote
          id={openId}
          entry={entry}
          focusRequest={typingRequest?.id === openId ? typingRequest.request : 0}
          onAct={(action) => (action === 'delete' ? remove([openId]) : act(action, openId))}
        />
      )}
      {openId && !entry && openId !== newNoteIds.get(slug) && (
        <EmptyMessage title={t('notes.gone')}>
          <p>{t('notes.goneHint')}</p>
        </EmptyMessage>
      )}
      <Suspense>
        {dialog?.kind === 'move' && (
          <MoveDialog notes={dialog.notes} day={dialog.day} onClose={() => setDialog(null)} />
        )}
        {dialog?.kind === 'tag' && (
          <TagsDialog notes={getSummaries(dialog.notes)} onClose={() => setDialog(null)} />
        )}
      </Suspense>
    </Panes>
  )
}

function createNoteId(): NoteId {
  return crypto.randomUUID() as NoteId
}
