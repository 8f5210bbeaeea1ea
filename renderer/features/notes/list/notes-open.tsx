/** A note opened from the list of notes: a link to its session or key message, and its editor. */
import type { TFunction } from 'i18next'
import {
  Copy,
  Ellipsis,
  FolderInput,
  History,
  LayoutTemplate,
  Paperclip,
  Pin,
  PinOff,
  Tag,
  Trash2,
} from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Guid, NoteId } from '../../../../db/model.ts'
import { toConferenceClock } from '../../../lib/clock.ts'
import { trimTrailingPunctuation } from '../../../lib/excerpt.ts'
import { createLazyComponent } from '../../../lib/lazy-component.ts'
import { buildHref } from '../../../lib/router.ts'
import { IconButton } from '../../../ui/button.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { getSessionName, getSessionTitle, isMine } from '../../schedule/index.ts'
import {
  chooseDocuments,
  DocumentLinks,
  findDocuments,
  getDropProps,
  getPlaceName,
  RoomMark,
  useConference,
  useConferenceFormat,
  useFiles,
} from '../../sessions/index.ts'
import { createFocusRequest } from '../pane/focus-request.ts'
import { NoteLevel } from '../pane/note-level.tsx'
import { NotePane } from '../pane/note-pane.tsx'
import { copyNote } from '../pane/session-notes.ts'
import { makeTemplate } from '../pane/template-actions.ts'
import type { NoteEntry } from './notes-items.ts'
import type { NoteAction } from './notes-list.tsx'
import styles from './notes-open.module.css'
import { focusTags, TagEditor } from './tag-editor.tsx'

const VersionPane = createLazyComponent(
  async () => (await import('../versions/version-pane.tsx')).VersionPane,
)

/** `entry` is null for a new, still empty note. */
export function OpenedNote({
  id,
  entry,
  focusRequest,
  onAct,
}: {
  id: NoteId
  entry: NoteEntry | null
  focusRequest: number
  onAct: (action: NoteAction) => void
}) {
  const { t } = useTranslation()
  const [versionsOf, setVersionsOf] = useState<NoteId | null>(null)
  const [requestCount, setRequestCount] = useState(0)
  const session = entry?.session
  const isOwn = !entry || isMine(entry.note)
  const { slug } = useConference()
  const target = { conference: slug, session: session?.guid ?? null, note: session ? null : id }
  const name = session ? getSessionName(session) : t('notes.withoutSession')
  return (
    <article
      aria-labelledby="note-title"
      className={styles.note}
      {...(entry ? getDropProps(target, name) : {})}
    >
      <header className={styles.header}>
        <div className={styles.top}>
          <NoteHome entry={entry} />
          {isOwn && <NoteLevel id={id} />}
          {entry && (
            <Menu
              label={t('session.more')}
              actions={[
                ...(isOwn
                  ? [
                      {
                        id: 'versions',
                        label: t('session.versions'),
                        icon: <History aria-hidden />,
                        onAction: () => setVersionsOf(id),
                      },
                    ]
                  : []),
                {
                  id: 'copy',
                  label: t('session.copy'),
                  icon: <Copy aria-hidden />,
                  onAction: () => void copyNote(id),
                },
                {
                  id: 'move',
                  label: t('notes.move'),
                  icon: <FolderInput aria-hidden />,
                  onAction: () => onAct('move'),
                },
                {
                  id: 'tag',
                  label: t('notes.tagsMenu'),
                  icon: <Tag aria-hidden />,
                  // Wait until the closing menu has returned the focus to its button.
                  onAction: () => setTimeout(focusTags),
                },
                {
                  id: 'pin',
                  label: entry.note.pinned ? t('notes.unpin') : t('notes.pin'),
                  icon: entry.note.pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />,
                  onAction: () => onAct('pin'),
                },
                {
                  id: 'attach',
                  label: t('documents.attach'),
                  icon: <Paperclip aria-hidden />,
                  onAction: () => void chooseDocuments(target),
                },
                {
                  id: 'template',
                  label: t('templates.make'),
                  icon: <LayoutTemplate aria-hidden />,
                  onAction: () => void makeTemplate(id, session ? getSessionName(session) : ''),
                },
                {
                  id: 'delete',
                  label: t('session.delete'),
                  icon: <Trash2 aria-hidden />,
                  onAction: () => onAct('delete'),
                },
              ]}
            >
              <IconButton label={t('session.more')}>
                <Ellipsis aria-hidden />
              </IconButton>
            </Menu>
          )}
        </div>
        <h2 id="note-title" className={styles.title}>
          {getTitle(entry, t)}
        </h2>
        <NoteFacts entry={entry} />
        <NoteDocuments note={id} session={session?.guid ?? null} />
        {entry && (
          <div className={styles.tags}>
            <TagEditor key={id} notes={[entry.note]} />
          </div>
        )}
      </header>
      {versionsOf === id ? (
        <Suspense>
          <VersionPane
            id={id}
            onClose={() => {
              setVersionsOf(null)
              setRequestCount(createFocusRequest())
            }}
          />
        </Suspense>
      ) : (
        <NotePane
          id={id}
          newNote={entry ? null : { session: null, keyMessage: null }}
          label={session ? t('session.notesFor', { name: getSessionName(session) }) : t('notes.editor')}
          focusRequest={Math.max(requestCount, focusRequest)}
        />
      )}
    </article>
  )
}

function getTitle(entry: NoteEntry | null, t: TFunction): string {
  if (!entry) return t('notes.newTitle')
  if (entry.session) return getSessionTitle(entry.session.title)
  return entry.message ? trimTrailingPunctuation(entry.message.lead) : t('notes.withoutSession')
}

/** The documents of the note, or of its session. */
function NoteDocuments({ note, session }: { note: NoteId; session: Guid | null }) {
  const { t } = useTranslation()
  const files = findDocuments(useFiles(), { session, note })
  if (files.length === 0) return null
  return (
    <p className={styles.documents}>
      <span>{t('nav.documents')}</span>
      <DocumentLinks files={files} />
    </p>
  )
}

/** Link to the session or key message that the note belongs to. */
function NoteHome({ entry }: { entry: NoteEntry | null }) {
  const { t } = useTranslation()
  if (entry?.session) {
    return (
      <a className={styles.home} href={buildHref('agenda', entry.session.guid)}>
        {entry.session.label ?? t('notes.toSession')}
      </a>
    )
  }
  if (entry?.message) {
    return (
      <a className={styles.home} href={buildHref('key-messages', entry.message.guid)}>
        {t('notes.keyMessage', { number: entry.message.number })}
      </a>
    )
  }
  return <span />
}

function NoteFacts({ entry }: { entry: NoteEntry | null }) {
  const { t } = useTranslation()
  const conference = useConference()
  const { formatMoment } = useConferenceFormat()
  if (!entry) return <p className={styles.facts}>{t('notes.newHint')}</p>
  const { note, session } = entry
  const room = session && getPlaceName(conference, session)
  return (
    <ul className={styles.facts}>
      {session && (
        <li className={styles.when}>
          <time dateTime={session.start}>{formatMoment(session.start)}</time>
        </li>
      )}
      {room && (
        <li className={styles.room}>
          <RoomMark conference={conference} room={session.room} />
          {room}
        </li>
      )}
      <li>{t('notes.lastChanged', { moment: formatMoment(toConferenceClock(note.updatedAt)) })}</li>
    </ul>
  )
}
