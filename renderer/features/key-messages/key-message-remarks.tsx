/** Shown below a message: the marks and comments of the delegate and of colleagues, and the sessions with a similar text. */
import { Flag, MessageSquare, ThumbsUp, TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeyMessageMark, Remark } from '../../../db/contract/index.ts'
import type { Guid, KeyMessage } from '../../../db/model.ts'
import { buildHref } from '../../lib/router.ts'
import { Chip } from '../../ui/chip.tsx'
import { getSessionName } from '../schedule/index.ts'
import { useConference, useSessions } from '../sessions/index.ts'
import { type Coverage, getChapterCoverage } from './key-message-coverage.ts'
import styles from './key-message-remarks.module.css'
import { comments, markKinds, type Remarks, toggleMark } from './use-remarks.ts'

const icons: Record<KeyMessageMark, ReactNode> = {
  support: <ThumbsUp aria-hidden />,
  concern: <TriangleAlert aria-hidden />,
  'follow-up': <Flag aria-hidden />,
}
/** The keys of the marks and of the comment, by their place on the keyboard. */
export const markKeys: Record<KeyMessageMark | 'comment', string> = {
  support: 's',
  concern: 'c',
  'follow-up': 'f',
  comment: 'm',
}

/** `isWriting`: the comment was opened, or its field has the focus. `onWritten`: called when the field loses the focus. */
export function KeyMessageRemarks({
  message,
  points,
  remarks,
  isWriting,
  onWrite,
  onWritten,
}: {
  message: Pick<KeyMessage, 'guid' | 'number'>
  points: readonly KeyMessage[]
  remarks: Remarks
  isWriting: boolean
  onWrite: () => void
  onWritten: () => void
}) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { guid, number } = message
  const ownRemark = remarks.own.get(guid)
  const comment = comments.find({ conference: slug, keyMessage: guid }) ?? ownRemark?.comment ?? ''
  const showsComment = isWriting || comment !== ''
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a part of the message's grid
    <div role="group" aria-label={t('keyMessages.remarksOn', { number })} className={styles.remarks}>
      <div className={styles.row}>
        {markKinds.map((mark) => (
          <Chip
            key={mark}
            pressed={ownRemark?.marks.includes(mark) ?? false}
            aria-keyshortcuts={markKeys[mark].toUpperCase()}
            onClick={() => void toggleMark(slug, message, mark, ownRemark)}
          >
            {icons[mark]}
            {t(`keyMessages.marks.${mark}`)}
          </Chip>
        ))}
        {!showsComment && (
          <button
            type="button"
            className={styles.add}
            aria-keyshortcuts={markKeys.comment.toUpperCase()}
            onClick={onWrite}
          >
            <MessageSquare aria-hidden />
            {t('keyMessages.comment')}
          </button>
        )}
      </div>
      {showsComment && (
        <Comment
          guid={guid}
          number={number}
          stored={ownRemark?.comment ?? ''}
          isFocused={isWriting}
          onWrite={onWrite}
          onWritten={onWritten}
        />
      )}
      <Colleagues remarks={remarks.colleagues.get(guid) ?? []} />
      <RelatedSessions
        guid={guid}
        remarks={remarks}
        coverage={getChapterCoverage({ message, points }, remarks)}
      />
    </div>
  )
}

/** The delegate's marks in the list of messages. */
export function MarkIcons({ remark }: { remark: Remark | undefined }) {
  const { t } = useTranslation()
  if (!remark) return null
  return (
    <span className={styles.icons}>
      {markKinds
        .filter((mark) => remark.marks.includes(mark))
        .map((mark) => (
          <span key={mark} role="img" aria-label={t(`keyMessages.marks.${mark}`)}>
            {icons[mark]}
          </span>
        ))}
      {remark.comment !== '' && (
        <span role="img" aria-label={t('keyMessages.comment')}>
          <MessageSquare aria-hidden />
        </span>
      )}
    </span>
  )
}

function Comment({
  guid,
  number,
  stored,
  isFocused,
  onWrite,
  onWritten,
}: {
  guid: Guid
  number: string
  stored: string
  isFocused: boolean
  onWrite: () => void
  onWritten: () => void
}) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const place = { conference: slug, keyMessage: guid }
  const [text, setText] = useState(comments.find(place) ?? stored)
  // Follows other windows and files of colleagues, but never replaces what is being typed.
  useEffect(() => {
    if (comments.find({ conference: slug, keyMessage: guid }) === null) setText(stored)
  }, [slug, guid, stored])
  return (
    <textarea
      ref={(field) => {
        if (field && isFocused && document.activeElement !== field) field.focus()
      }}
      aria-label={t('keyMessages.commentOn', { number })}
      className={styles.comment}
      dir="auto"
      rows={1}
      maxLength={20_000}
      value={text}
      onChange={({ target }) => {
        setText(target.value)
        comments.edit(place, target.value)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        event.currentTarget.closest<HTMLElement>('[tabindex="0"]')?.focus()
      }}
      // An emptied field stays as long as it has the focus.
      onFocus={onWrite}
      onBlur={() => {
        void comments.flush(place)
        onWritten()
      }}
    />
  )
}

function Colleagues({ remarks }: { remarks: readonly Remark[] }) {
  const { t } = useTranslation()
  if (remarks.length === 0) return null
  return (
    <ul className={styles.colleagues} data-colleagues>
      {remarks.map(({ by, marks, comment }) => (
        <li key={`${by} ${comment}`} dir="auto">
          <strong>{by || t('people.unknown')}</strong>
          {marks.map((mark) => (
            <span key={mark}>
              {icons[mark]} {t(`keyMessages.marks.${mark}`)}
            </span>
          ))}
          {comment && <p>{comment}</p>}
        </li>
      ))}
    </ul>
  )
}

function RelatedSessions({ guid, remarks, coverage }: { guid: Guid; remarks: Remarks; coverage: Coverage }) {
  const { t } = useTranslation()
  const sessions = useSessions()
  const related = (remarks.related.get(guid) ?? [])
    .map((relatedGuid) => sessions?.find((session) => session.guid === relatedGuid))
    .filter((session) => session !== undefined)
  return (
    <p className={styles.related}>
      <span data-covered={coverage !== null}>{t(`keyMessages.coverage.${coverage ?? 'none'}`)}</span>
      {related.length > 0 && (
        <>
          {' '}
          {t('keyMessages.related')}{' '}
          {related.map((session, index) => (
            <span key={session.guid}>
              {index > 0 && ' · '}
              <a href={buildHref('agenda', session.guid)} title={session.title}>
                {getSessionName(session)}
              </a>
            </span>
          ))}
        </>
      )}
    </p>
  )
}
