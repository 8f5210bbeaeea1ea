/**
 * A note with its editor, used for sessions, the list of notes and key messages. The text is loaded first; meanwhile the previous
 * content stays on screen.
 */
import i18next from 'i18next'
import {
  type ReactNode,
  Suspense,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactId, Guid, NoteId } from '../../../../db/model.ts'
import type { EditorHandle } from '../../../editor/view/editor-handle.ts'
import { now } from '../../../lib/clock.ts'
import { getErrorText } from '../../../lib/error-text.ts'
import { deliverKeys } from '../../../lib/key-buffer.ts'
import { createLazyComponent } from '../../../lib/lazy-component.ts'
import { useStoreQuery } from '../../../lib/queries.ts'
import { getSaveError } from '../../../lib/save-state.ts'
import { call } from '../../../lib/store-client.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyMessage } from '../../../ui/empty-message.tsx'
import { announce } from '../../../ui/undo-bar.tsx'
import { addFromNote } from '../../contacts/index.ts'
import { loadNoteConflicts } from '../../delegation/index.ts'
import {
  AuthorName,
  onPlaceRequest,
  takeRequestedPlace,
  useConference,
  useConferenceFormat,
  useNotes,
} from '../../sessions/index.ts'
import { keepLastCaret, takeLastCaret } from './last-caret.ts'
import { tagNote } from './note-actions.ts'
import { useMentions } from './note-mentions.ts'
import { type Load, type LoadResult, type NewNote, reopenNotes, useLoad } from './note-openings.ts'
import styles from './note-pane.module.css'
import { pictureTools } from './note-pictures.ts'
import { noteSaver } from './note-saving.ts'
import { useSpelling } from './note-spelling.ts'
import { useIsWritable } from './note-writing.ts'
import { offerEditor } from './open-editor.ts'
import { useTemplateFacts, useTemplates } from './templates.ts'

const NoteConflicts = createLazyComponent(loadNoteConflicts)
const NoteEditor = createLazyComponent(
  async () => (await import('../../../editor/ui/note-editor.tsx')).NoteEditor,
)

export type NotePaneProps = {
  id: NoteId
  /** The session or key message of a new note, which is created with its first character. null if the note must exist. */
  newNote: NewNote | null
  /** Accessible name of the editor. */
  label: string
  /** The cursor moves into the note whenever this number grows; see createFocusRequest(). */
  focusRequest?: number
}

export function NotePane(props: NotePaneProps) {
  return (
    <Suspense fallback={<div className={styles.pane} />}>
      <LoadNote {...props} />
    </Suspense>
  )
}

function LoadNote(props: NotePaneProps) {
  const { slug } = useConference()
  const load = useLoad(props.id, slug, props.newNote)
  const opened = useLoadResult(load)
  return opened ? (
    <OpenNote {...props} opened={opened} number={load.number} />
  ) : (
    <div className={styles.pane} />
  )
}

/**
 * Waits for the pane's first note without Suspense, since after a fallback React waits 300 ms before it shows the content. For later notes,
 * Suspense keeps the previous note on the screen.
 * @returns null while the first note is loading
 */
function useLoadResult(load: Load): LoadResult | null {
  const [first, setFirst] = useState<{ load: Load; result: LoadResult | null }>({ load, result: null })
  useEffect(() => {
    let isShown = true
    void first.load.result.then((result) => {
      if (isShown) setFirst({ load: first.load, result })
    })
    return () => {
      isShown = false
    }
  }, [first.load])
  return first.load === load ? first.result : use(load.result)
}

function OpenNote({
  id,
  label,
  focusRequest = 0,
  opened,
  number,
}: NotePaneProps & {
  opened: LoadResult
  /** The number of the load; a new number makes the editor start over. */
  number: number
}) {
  const { t } = useTranslation()
  const handledRequest = useRef(0)
  useEffect(() => () => void noteSaver.flush(id), [id])
  const takesFocus = focusRequest > handledRequest.current
  const editor = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focusRequest <= handledRequest.current) return
    handledRequest.current = focusRequest
    const text = editor.current?.querySelector<HTMLElement>('[role="textbox"]')
    text?.focus()
    if (text && document.activeElement === text) deliverKeys(text)
  }, [focusRequest])

  if (opened.kind === 'failed') {
    return (
      <EmptyMessage title={t('notePane.failed')}>
        <p>{getErrorText(opened.error)}</p>
        <Button onPress={() => reopenNotes(id)}>{t('notePane.retry')}</Button>
      </EmptyMessage>
    )
  }
  return (
    <div ref={editor} className={styles.pane}>
      <LoadedNote key={number} id={id} opened={opened} label={label} takesFocus={takesFocus} />
    </div>
  )
}

function LoadedNote({
  id,
  opened,
  label,
  takesFocus,
}: {
  id: NoteId
  opened: Extract<LoadResult, { kind: 'note' }>
  label: string
  takesFocus: boolean
}) {
  const { t } = useTranslation()
  const { slug, timeZone } = useConference()
  const { toDate } = useConferenceFormat()
  const isWritable = useIsWritable(id)
  const mentions = useMentions(opened.home.session)
  const dismissed = useStoreQuery('suggestions.dismissed', { note: id }, { keepPrevious: false }).data ?? null
  const spelling = useSpelling(id, slug)
  const templates = useTemplates(opened.home.session)
  const templateFacts = useTemplateFacts(opened.home.session)
  useEffect(() => offerEditor(() => editor.current), [])
  const session = opened.home.session as Guid | null
  const addContact = useCallback(
    (contact: string, name: string) => void addFromNote(contact as ContactId, slug, name, session),
    [slug, session],
  )
  const conferenceNotes = useNotes()
  const level = conferenceNotes.find((note) => note.id === id)?.confidentiality ?? 'shareable'
  const tags = useMemo(() => {
    const tagsOfNote = conferenceNotes.find((note) => note.id === id)?.tags ?? []
    return [...new Set(conferenceNotes.flatMap((note) => note.tags))].filter(
      (tag) => !tagsOfNote.includes(tag),
    )
  }, [conferenceNotes, id])
  const addTag = useCallback((tag: string) => void tagNote(id, tag), [id])
  const today = useCallback(() => toDate(now()), [toDate])
  // Read only once: from now on the editor owns the text, and later saves do not change it.
  const [markdown] = useState(() => noteSaver.open(id, opened.home, opened))
  const editor = useRef<EditorHandle | null>(null)
  useEffect(() => noteSaver.show(id, (text) => editor.current?.replace(text) ?? false), [id])
  useEffect(() => {
    if (window.desktop.note) return
    return keepLastCaret(() => {
      const caretPlace = editor.current?.getCaretPlace()
      return caretPlace ? { note: id, session, place: caretPlace } : null
    })
  }, [id, session])
  const showRequestedPlace = useCallback(() => {
    const target = editor.current && takeRequestedPlace(id)
    if (target) editor.current?.show(target.place, target.focus)
  }, [id])
  useEffect(() => onPlaceRequest(showRequestedPlace), [showRequestedPlace])
  return (
    <Acknowledged id={id}>
      {opened.createdBy !== null && <AuthorLine id={opened.createdBy} isWritable={isWritable === true} />}
      {isWritable && <NoteConflicts note={id} save={() => noteSaver.flush(id)} />}
      <NoteEditor
        readOnly={opened.createdBy !== null && !isWritable}
        level={level === 'shareable' ? null : level}
        markdown={markdown}
        timeZone={timeZone}
        conference={slug}
        now={now}
        autoFocus={takesFocus}
        startsOnNewLine={!window.desktop.note}
        label={label}
        keyMessages={mentions.keyMessages}
        contacts={mentions.contacts}
        addContact={addContact}
        sessions={mentions.sessions}
        people={mentions.people}
        tags={tags}
        addTag={addTag}
        today={today}
        createSidenote={mentions.createSidenote}
        onReady={(handle) => {
          editor.current = handle
          const caretPlace = takesFocus || window.desktop.note ? null : takeLastCaret(id)
          if (caretPlace) handle.restoreCaretPlace(caretPlace)
          showRequestedPlace()
        }}
        onChange={(readText) => noteSaver.edit(id, readText)}
        onBlur={() => void noteSaver.flush(id)}
        templates={templates}
        templateFacts={templateFacts}
        session={opened.home.session}
        dismissed={dismissed}
        onDismiss={(hrefs) => void dismissSuggestions(id, hrefs)}
        spelling={spelling}
        pictures={pictureTools}
        {...(window.desktop.note ? {} : { onPopOut: () => void openInWindow(id) })}
        onTooLong={() => announce(t('notePane.pasteTooLong'))}
        onOpenMention={mentions.open}
        onOpenLink={(url) =>
          window.desktop.openExternal(url).catch(() => announce(t('sessionLinks.failed', { url })))
        }
      />
    </Acknowledged>
  )
}

/** Names the author above a colleague's note. */
function AuthorLine({ id, isWritable }: { id: string; isWritable: boolean }) {
  const { t } = useTranslation()
  return (
    <p className={styles.colleague}>
      <span>
        <AuthorName id={id} />
      </span>
      <span>{t(isWritable ? 'notePane.sharedWriting' : 'notePane.readOnly')}</span>
    </p>
  )
}

/** Exposes the revision that the store acknowledged. A separate component, so that a save does not re-render the editor. */
function Acknowledged({ id, children }: { id: NoteId; children: ReactNode }) {
  const stored = useSyncExternalStore(noteSaver.subscribe, () => noteSaver.getStored(id))
  return (
    <div
      className={styles.pane}
      data-note-id={id}
      data-saved-revision={stored?.revision}
      data-saved-length={stored?.markdown.length}
    >
      {children}
    </div>
  )
}

/** Dismisses suggestions permanently, with Undo. */
async function dismissSuggestions(note: NoteId, hrefs: string[]): Promise<void> {
  const { t } = i18next
  const announceFailure = (error: unknown) =>
    announce(t('suggestions.failed', { reason: getErrorText(error) }))
  try {
    await call('suggestions.dismiss', { note, hrefs, dismissed: true })
    announce(t('suggestions.dismissed'), {
      label: t('app.undo'),
      run: () => void call('suggestions.dismiss', { note, hrefs, dismissed: false }).catch(announceFailure),
    })
  } catch (error) {
    announceFailure(error)
  }
}

/** Opens a note in its own window. Saves it first, because that window reads it from the store. */
async function openInWindow(id: NoteId): Promise<void> {
  try {
    if (!(await noteSaver.flush(id))) throw getSaveError()
    const home = noteSaver.getHome(id)
    if (home) await window.desktop.openNote({ id, ...home })
  } catch (error) {
    announce(i18next.t('notePane.popOutFailed', { reason: getErrorText(error) }))
  }
}
