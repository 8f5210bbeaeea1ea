/** The key messages screen: the document, and the delegate's notes on each message. */
import { ArrowLeft, ArrowRight, Copy, SquarePen } from 'lucide-react'
import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { isKey } from '../../../core/keys.ts'
import type { ConferenceSlug, Guid, KeyMessage } from '../../../db/model.ts'
import { toConferenceClock } from '../../lib/clock.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { buildRoute, go } from '../../lib/router.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyMessage } from '../../ui/empty-message.tsx'
import { PaneHeader } from '../../ui/pane-header.tsx'
import { Panes } from '../../ui/panes.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { useConference, useNotes } from '../sessions/index.ts'
import { chooseKeyMessages, ImportKeyMessages } from './import-key-messages.tsx'
import { useChapters } from './key-message-chapters.ts'
import { KeyMessageDocument } from './key-message-document.tsx'
import { KeyMessageList } from './key-message-list.tsx'
import { getMarginNotes } from './key-message-notes.ts'
import { useReading } from './key-message-reading.ts'
import { markKeys } from './key-message-remarks.tsx'
import { type Chapter, getTextToCopy } from './key-message-text.ts'
import { createNoteOn, KeyMessageWriting, type NewKeyMessageNote } from './key-message-writing.tsx'
import styles from './key-messages.module.css'
import { markKinds, toggleMark, useRemarks } from './use-remarks.ts'

export function KeyMessages({ id }: { id: string | undefined }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const chapters = useChapters()
  if (!chapters) return null
  const [first] = chapters
  if (!first) {
    return (
      <>
        <PaneHeader title={t('nav.keyMessages')} />
        <EmptyMessage title={t('keyMessages.empty')}>
          <p>{t('keyMessages.emptyHint')}</p>
          <Button onPress={() => void chooseKeyMessages(slug)}>{t('keyMessages.import.open')}</Button>
        </EmptyMessage>
        <ImportKeyMessages />
      </>
    )
  }
  return <KeyMessagesReader key={slug} id={id} chapters={chapters} first={first.message.guid} />
}

/** The message that was current when the reader left the screen. */
const lastRead = new Map<ConferenceSlug, Guid>()

function KeyMessagesReader({
  id,
  chapters,
  first,
}: {
  id: string | undefined
  chapters: Chapter[]
  first: Guid
}) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const mentions = useStoreQuery('notes.mentions', { conference: slug }).data
  const summaries = useNotes()
  const notes = useMemo(
    () => getMarginNotes(mentions ?? [], summaries, toConferenceClock),
    [mentions, summaries],
  )
  const remarks = useRemarks(notes)
  const [commentedMessage, setCommentedMessage] = useState<Guid | null>(null)
  const pane = useRef<HTMLElement>(null)
  const [newNote, setNewNote] = useState<NewKeyMessageNote | null>(null)
  const { current, show } = useReading(pane, first, chapters)

  // Runs before the frame is painted, so that the pane opens at the requested or last message.
  const requestedId = useRef<string | undefined>(undefined)
  useLayoutEffect(() => {
    if (id === undefined) {
      const lastGuid = lastRead.get(slug)
      if (requestedId.current === undefined && lastGuid !== undefined && lastGuid !== first) show(lastGuid)
    } else if (id !== requestedId.current) show(id as Guid)
    requestedId.current = id ?? ''
  }, [id, slug, first, show])
  lastRead.set(slug, current)

  const select = useCallback(
    (guid: Guid) => {
      requestedId.current = guid
      show(guid)
      // Replaces the history entry, so that Back leads to the previous screen and not through all messages.
      go(buildRoute('key-messages', guid), { replace: true })
    },
    [show],
  )

  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const { target, nativeEvent } = event
    if (event.defaultPrevented || (target instanceof Element && target.matches('textarea, input'))) return
    const message = findMessage(chapters, current)
    const isPressed = (key: string) => isKey(nativeEvent, key, window.desktop.platform)
    const mark = markKinds.find((kind) => isPressed(markKeys[kind]))
    if (!message || (!mark && !isPressed(markKeys.comment))) return
    event.preventDefault()
    if (mark) void toggleMark(slug, message, mark, remarks.own.get(current))
    else setCommentedMessage(current)
  }

  return (
    <Panes
      screen="key-messages"
      listWidth={332}
      narrowListWidth={300}
      listLabel={t('nav.keyMessages')}
      list={
        <KeyMessageList
          chapters={chapters}
          notes={notes}
          remarks={remarks}
          current={current}
          onSelect={select}
          onKey={onKey}
        />
      }
    >
      <DocumentHeader
        chapters={chapters}
        current={current}
        onSelect={select}
        pane={pane}
        onAddNote={(message, phrase) => setNewNote(createNoteOn(message, phrase))}
      />
      <KeyMessageDocument
        pane={pane as RefObject<HTMLElement | null>}
        chapters={chapters}
        notes={notes}
        remarks={remarks}
        commentedMessage={commentedMessage}
        onComment={setCommentedMessage}
        onKey={onKey}
      />
      <ImportKeyMessages />
      {newNote && (
        <KeyMessageWriting
          note={newNote}
          onClose={() => {
            setNewNote(null)
            pane.current?.focus()
          }}
        />
      )}
    </Panes>
  )
}

function DocumentHeader({
  pane,
  chapters,
  current,
  onSelect,
  onAddNote,
}: {
  pane: RefObject<HTMLElement | null>
  chapters: Chapter[]
  current: Guid
  onSelect: (guid: Guid) => void
  /** `phrase`: the quotation, or null for none. */
  onAddNote: (message: KeyMessage, phrase: string | null) => void
}) {
  const { t } = useTranslation()
  const { title, edition, url } = useConference()
  const index = chapters.findIndex(
    ({ message, points }) => message.guid === current || points.some(({ guid }) => guid === current),
  )
  const chapter = chapters[index]
  if (!chapter) return null
  const shownMessage = chapter.points.find(({ guid }) => guid === current) ?? chapter.message
  const previous = chapters[index - 1]?.message.guid
  const next = chapters[index + 1]?.message.guid

  const copy = async () => {
    const selectedPhrase = getSelectedPhrase(pane.current)
    const message = (selectedPhrase && findMessage(chapters, selectedPhrase.guid)) ?? shownMessage
    const text = selectedPhrase ? selectedPhrase.text : getTextToCopy(chapter, current)
    const citation = [title, t('keyMessages.citation', { number: message.number }), edition, url]
    await window.desktop.copy(`${text}\n\n${citation.filter(Boolean).join(', ')}`)
    announce(
      t(selectedPhrase ? 'keyMessages.copiedPhrase' : 'keyMessages.copied', { number: message.number }),
    )
  }

  const addNote = () => {
    const selectedPhrase = getSelectedPhrase(pane.current)
    onAddNote(
      (selectedPhrase && findMessage(chapters, selectedPhrase.guid)) ?? shownMessage,
      selectedPhrase?.text ?? null,
    )
  }

  return (
    <header className={styles.head}>
      <strong>
        {isNumberedWithoutGaps(chapters)
          ? t('keyMessages.position', { number: shownMessage.number, count: chapters.length })
          : t('notes.keyMessage', { number: shownMessage.number })}
      </strong>
      <span className={styles.edition}>{edition}</span>
      <div className={styles.actions}>
        <IconButton
          label={t('keyMessages.previous')}
          isDisabled={previous === undefined}
          onPress={() => previous && onSelect(previous)}
        >
          <ArrowLeft aria-hidden />
        </IconButton>
        <IconButton
          label={t('keyMessages.next')}
          isDisabled={next === undefined}
          onPress={() => next && onSelect(next)}
        >
          <ArrowRight aria-hidden />
        </IconButton>
        <span className={styles.line} />
        <Button variant="quiet" onPress={() => void copy()}>
          <Copy aria-hidden />
          <span>{t('keyMessages.copy')}</span>
        </Button>
        <Button variant="quiet" onPress={addNote}>
          <SquarePen aria-hidden />
          <span>{t('keyMessages.addNote')}</span>
        </Button>
      </div>
    </header>
  )
}

/** Whether the numbers have no gaps, so that "Message 5 of 8" is correct. */
function isNumberedWithoutGaps(chapters: readonly Chapter[]): boolean {
  return chapters.every(({ message }, index) => message.number === String(index + 1))
}

/** `guid`: the message or point in which the selection begins. @returns null if no text of a message is selected */
function getSelectedPhrase(pane: HTMLElement | null): { guid: Guid; text: string } | null {
  const selection = document.getSelection()
  if (!selection || selection.rangeCount === 0 || !pane) return null
  const { startContainer } = selection.getRangeAt(0)
  const text = selection.toString().replaceAll(/\s+/g, ' ').trim()
  if (text === '' || !pane.contains(startContainer)) return null
  const guid = startContainer.parentElement?.closest('[data-guid]')?.getAttribute('data-guid')
  return guid ? { guid: guid as Guid, text } : null
}

function findMessage(chapters: readonly Chapter[], guid: Guid): KeyMessage | undefined {
  return chapters.flatMap(({ message, points }) => [message, ...points]).find((each) => each.guid === guid)
}
