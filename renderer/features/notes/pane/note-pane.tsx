/**
 * A note with its editor, wherever it stands: beside its session, among all notes, at a key message. The text is read before
 * it is shown; while that takes a moment, what was there before stays.
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
import type { EditorHandle } from '../../../editor/ui/note-editor.tsx'
import { now } from '../../../lib/clock.ts'
import { errorText } from '../../../lib/error-text.ts'
import { deliverKeys, holdKeys } from '../../../lib/key-buffer.ts'
import { createLazyComponent } from '../../../lib/lazy-component.ts'
import { useStoreQuery } from '../../../lib/queries.ts'
import { call } from '../../../lib/store-client.ts'
import { Button } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { announce } from '../../../ui/undo-bar.tsx'
import { addFromNote } from '../../contacts/index.ts'
import {
  AuthorName,
  onWish,
  takeWish,
  useConference,
  useConferenceFormat,
  useNotes,
} from '../../sessions/index.ts'
import { tagNote } from './note-actions.ts'
import { useMentions } from './note-mentions.ts'
import { type NewNote, type Opened, reopenNotes, useOpening } from './note-openings.ts'
import styles from './note-pane.module.css'
import { keepPictures, pictureFacts, smallerPicture } from './note-pictures.ts'
import { noteSaver } from './note-saving.ts'
import { useSpelling } from './note-spelling.ts'
import { popOut } from './pop-out.ts'
import { offerTemplates, useTemplateFacts, useTemplates } from './templates.ts'

const NoteEditor = createLazyComponent(
  async () => (await import('../../../editor/ui/note-editor.tsx')).NoteEditor,
)

export type NotePaneProps = {
  id: NoteId
  /** What it belongs to if it is not written yet: it then becomes a note with its first character. null: it must exist. */
  fresh: NewNote | null
  /** Name of the editor for assistive technology. */
  label: string
  /** The cursor goes into the note whenever this grows: a newFocusRequest(). */
  focusRequest?: number
}

let focusRequests = 0
/** Greater than all before it. What is typed from now on is for the note that the cursor goes into. `atEnd`: even if it was elsewhere there. */
export function newFocusRequest({ atEnd = false } = {}): number {
  focusRequests += 1
  holdKeys(atEnd)
  return focusRequests
}

export function NotePane(props: NotePaneProps) {
  return (
    <Suspense fallback={<div className={styles.pane} />}>
      <OpenNote {...props} />
    </Suspense>
  )
}

function OpenNote({ id, fresh, label, focusRequest = 0 }: NotePaneProps) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const opening = useOpening(id, slug, fresh)
  const opened = use(opening.result)
  const answered = useRef(0)
  useEffect(() => () => void noteSaver.flush(id), [id])
  const takesFocus = focusRequest > answered.current
  const editor = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focusRequest <= answered.current) return
    answered.current = focusRequest
    const text = editor.current?.querySelector<HTMLElement>('[role="textbox"]')
    text?.focus()
    if (text && document.activeElement === text) deliverKeys(text)
  }, [focusRequest])

  if (opened.kind === 'failed') {
    return (
      <Empty title={t('notePane.failed')}>
        <p>{errorText(opened.error)}</p>
        <Button onPress={() => reopenNotes(id)}>{t('notePane.retry')}</Button>
      </Empty>
    )
  }
  return (
    <div ref={editor} className={styles.pane}>
      <Writing key={opening.number} id={id} opened={opened} label={label} takesFocus={takesFocus} />
    </div>
  )
}

function Writing({
  id,
  opened,
  label,
  takesFocus,
}: {
  id: NoteId
  opened: Extract<Opened, { kind: 'note' }>
  label: string
  takesFocus: boolean
}) {
  const { t } = useTranslation()
  const { slug, timeZone } = useConference()
  const { dateOf } = useConferenceFormat()
  const mentions = useMentions(opened.home.session)
  const dismissed = useStoreQuery('suggestions.dismissed', { note: id }, { keep: false }).data ?? null
  const spelling = useSpelling(id, slug)
  const templates = useTemplates(opened.home.session)
  const templateFacts = useTemplateFacts(opened.home.session)
  useEffect(() => offerTemplates((template) => editor.current?.insertTemplate(template)), [])
  const { session } = opened.home
  const addContact = useCallback(
    (contact: string, name: string) =>
      void addFromNote(contact as ContactId, slug, name, session as Guid | null),
    [slug, session],
  )
  const conferenceNotes = useNotes()
  const tags = useMemo(() => {
    const own = conferenceNotes.find((note) => note.id === id)?.tags ?? []
    return [...new Set(conferenceNotes.flatMap((note) => note.tags))].filter((tag) => !own.includes(tag))
  }, [conferenceNotes, id])
  const addTag = useCallback((tag: string) => void tagNote(id, tag), [id])
  const today = useCallback(() => dateOf(now()), [dateOf])
  // The editor owns the text from here on; what is saved meanwhile does not come back to it.
  const [markdown] = useState(() => noteSaver.open(id, opened.home, opened))
  const editor = useRef<EditorHandle | null>(null)
  useEffect(() => noteSaver.show(id, (text) => editor.current?.replace(text) ?? false), [id])
  const showWanted = useCallback(() => {
    const wish = editor.current && takeWish(id)
    if (wish) editor.current?.show(wish.place, wish.focus)
  }, [id])
  useEffect(() => onWish(showWanted), [showWanted])
  return (
    <Acknowledged id={id}>
      {opened.createdBy !== null && <Colleague id={opened.createdBy} />}
      <NoteEditor
        readOnly={opened.createdBy !== null}
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
        sidenote={mentions.sidenote}
        onReady={(handle) => {
          editor.current = handle
          showWanted()
        }}
        onChange={(read) => noteSaver.edit(id, read)}
        onBlur={() => void noteSaver.flush(id)}
        templates={templates}
        templateFacts={templateFacts}
        session={opened.home.session}
        dismissed={dismissed}
        onDismiss={(hrefs) => void dismissSuggestions(id, hrefs)}
        spelling={spelling}
        addPictures={keepPictures}
        pictureFacts={pictureFacts}
        onSmallerPicture={smallerPicture}
        {...(window.desktop.note ? {} : { onPopOut: () => void popOut(id) })}
        onTooLong={() => announce(t('notePane.pasteTooLong'))}
        onOpenMention={mentions.open}
        onOpenLink={(url) =>
          window.desktop.openExternal(url).catch(() => announce(t('sessionLinks.failed', { url })))
        }
      />
    </Acknowledged>
  )
}

/** Says whose note it is, above it. */
function Colleague({ id }: { id: string }) {
  const { t } = useTranslation()
  return (
    <p className={styles.colleague}>
      <span>
        <AuthorName id={id} />
      </span>
      <span>{t('notePane.readOnly')}</span>
    </p>
  )
}

/** What the store has acknowledged, for whoever checks that nothing is lost. Of its own, so that a save draws no editor anew. */
function Acknowledged({ id, children }: { id: NoteId; children: ReactNode }) {
  const stored = useSyncExternalStore(noteSaver.subscribe, () => noteSaver.stored(id))
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

/** For good, and to be taken back. */
async function dismissSuggestions(note: NoteId, hrefs: string[]): Promise<void> {
  const { t } = i18next
  const failed = (error: unknown) => announce(t('suggestions.failed', { reason: errorText(error) }))
  try {
    await call('suggestions.dismiss', { note, hrefs, dismissed: true })
    announce(t('suggestions.dismissed'), {
      label: t('app.undo'),
      run: () => void call('suggestions.dismiss', { note, hrefs, dismissed: false }).catch(failed),
    })
  } catch (error) {
    failed(error)
  }
}
