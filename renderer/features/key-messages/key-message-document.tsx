/** The key messages as one column of text, with the delegate's notes in its margin. */
import { type KeyboardEvent, type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conference, Guid, KeyMessage } from '../../../db/model.ts'
import { trimTrailingPunctuation } from '../../lib/excerpt.ts'
import { announce } from '../../ui/undo-bar.tsx'
import { type FoundPlace, useConference, useFoundHighlight, useFoundPlace } from '../sessions/index.ts'
import styles from './key-message-document.module.css'
import { useMarginLayout } from './key-message-layout.ts'
import { KeyMessageMargin } from './key-message-margin.tsx'
import type { MarginNote } from './key-message-notes.ts'
import { KeyMessageRemarks } from './key-message-remarks.tsx'
import { type Chapter, getLetter, hasMessage } from './key-message-text.ts'
import type { Remarks } from './use-remarks.ts'

export function KeyMessageDocument({
  pane,
  chapters,
  notes,
  remarks,
  commentedMessage,
  onComment,
  onKey,
}: {
  pane: RefObject<HTMLElement | null>
  chapters: readonly Chapter[]
  notes: ReadonlyMap<string, MarginNote[]>
  remarks: Remarks
  /** The message whose comment the delegate is writing. */
  commentedMessage: Guid | null
  onComment: (guid: Guid | null) => void
  /** Handles the keys of the current message. */
  onKey: (event: KeyboardEvent<HTMLElement>) => void
}) {
  const { t } = useTranslation()
  const { slug, title, subtitle, introduction, keyMessagesHeading, closing, url } = useConference()
  const column = useRef<HTMLDivElement>(null)
  useMarginLayout(column, notes)
  const foundPlace = useFoundPlace(
    'key-message',
    (guid) => hasMessage(chapters, guid) || remarks.own.has(guid),
  )
  useFoundHighlight(pane, foundPlace, slug, findText, remarks)
  // Messages that an import removed, but on which the delegate has remarked.
  const removedGuids = [...remarks.own.values()]
    .map(({ keyMessage }) => keyMessage)
    .filter((guid) => !hasMessage(chapters, guid))
  const renderRemarks = (
    message: Pick<KeyMessage, 'guid' | 'number'>,
    points: readonly KeyMessage[] = [],
  ) => (
    <KeyMessageRemarks
      message={message}
      points={points}
      remarks={remarks}
      isWriting={commentedMessage === message.guid}
      onWrite={() => onComment(message.guid)}
      onWritten={() => onComment(null)}
    />
  )
  return (
    <section
      ref={pane}
      aria-label={t('keyMessages.document')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled with the keys, so it takes the focus
      tabIndex={0}
      className={styles.pane}
      onKeyDown={onKey}
    >
      <div ref={column} className={styles.column}>
        <h2 className={styles.title}>{title}</h2>
        {subtitle && <p className={styles.subtitle}>{subtitle}</p>}
        <Paragraphs paragraphs={introduction} />
        {keyMessagesHeading && <p className={styles.heading}>{keyMessagesHeading}</p>}
        {chapters.map(({ message, points }) => (
          <section key={message.guid} aria-labelledby={`message-${message.guid}`} className={styles.chapter}>
            <div data-guid={message.guid} className={styles.block}>
              <h3
                id={`message-${message.guid}`}
                aria-label={t('keyMessages.heading', {
                  number: message.number,
                  lead: trimTrailingPunctuation(message.lead),
                })}
                className={styles.number}
              >
                {message.number}
              </h3>
              {message.text === message.lead && points.length > 0 ? (
                <p className={styles.head}>{message.text}</p>
              ) : (
                <MessageText message={message} />
              )}
              {renderRemarks(message, points)}
              <MessageMargin message={message} notes={notes} />
            </div>
            {points.length > 0 && (
              <ol>
                {points.map((point) => (
                  <li key={point.guid} data-guid={point.guid} className={styles.block}>
                    <span className={styles.letter}>{getLetter(point, message)}</span>
                    <MessageText message={point} />
                    {renderRemarks(point)}
                    <MessageMargin message={point} notes={notes} />
                  </li>
                ))}
              </ol>
            )}
          </section>
        ))}
        {removedGuids.length > 0 && (
          <section className={styles.removed}>
            <h3>{t('keyMessages.removed')}</h3>
            {removedGuids.map((guid) => (
              <div key={guid} data-removed={guid} className={styles.block}>
                {renderRemarks({ guid, number: t('keyMessages.removedMessage') })}
              </div>
            ))}
          </section>
        )}
        <div className={styles.closing}>
          <Paragraphs paragraphs={closing} />
          {url && (
            <p>
              <a
                href={url}
                onClick={(event) => {
                  event.preventDefault()
                  window.desktop.openExternal(url).catch(() => announce(t('sessionLinks.failed', { url })))
                }}
              >
                {url.replace(/^https?:\/\//, '')}
              </a>
            </p>
          )}
        </div>
      </div>
    </section>
  )
}

/** @returns the document, or the comment with the place, once it is rendered */
function findText(pane: HTMLElement, { guid, text, isComment }: FoundPlace): HTMLElement | null {
  if (!isComment) return pane
  const name = CSS.escape(guid)
  const block = pane.querySelector(`[data-guid="${name}"], [data-removed="${name}"]`)
  const ownComment = block?.querySelector('textarea')
  return ownComment?.value.includes(text)
    ? ownComment
    : (block?.querySelector<HTMLElement>('[data-colleagues]') ?? null)
}

/** The original text, with its lead emphasised. Both parts together are the unchanged text. */
function MessageText({ message: { lead, text } }: { message: KeyMessage }) {
  return (
    <p className={styles.text} dir="auto">
      {text.startsWith(lead) ? (
        <>
          <strong>{lead}</strong>
          {text.slice(lead.length)}
        </>
      ) : (
        text
      )}
    </p>
  )
}

function MessageMargin({
  message: { guid, number },
  notes,
}: {
  message: KeyMessage
  notes: ReadonlyMap<string, MarginNote[]>
}) {
  const notesOnMessage = notes.get(guid)
  return notesOnMessage ? <KeyMessageMargin number={number} notes={notesOnMessage} /> : null
}

function Paragraphs({ paragraphs }: { paragraphs: Conference['introduction'] }) {
  const { t } = useTranslation()
  return paragraphs.map(({ text, missing }) =>
    missing ? (
      <p key={text} role="note" className={styles.remark}>
        [{t('keyMessages.missing')}]
      </p>
    ) : (
      <p key={text} className={styles.paragraph}>
        {text}
      </p>
    ),
  )
}
