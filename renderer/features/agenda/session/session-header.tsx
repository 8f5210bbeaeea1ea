import {
  ArrowLeft,
  ArrowRight,
  ClockAlert,
  Copy,
  Ellipsis,
  EyeOff,
  FilePlus2,
  History,
  LayoutTemplate,
  ListVideo,
  Paperclip,
  Trash2,
} from 'lucide-react'
import { type ComponentProps, lazy, type ReactNode, Suspense, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../db/model.ts'
import { buildRoute, go } from '../../../lib/router.ts'
import { IconButton } from '../../../ui/button.tsx'
import { Menu } from '../../../ui/menu.tsx'
import type { MenuAction } from '../../../ui/menu-popover.tsx'
import { canRunLate, openDelay } from '../../delays/index.ts'
import {
  copyNote,
  deleteNotes,
  makeTemplate,
  NoteLevel,
  type SessionNotes,
  watchLater,
} from '../../notes/index.ts'
import { deleteEntry, EntryActions, EntryMark } from '../../own-entries/index.ts'
import { ReminderButton } from '../../reminders/index.ts'
import { canBeStarred, findRivals, getSessionName, getSessionTitle } from '../../schedule/index.ts'
import {
  chooseDocuments,
  getRoomName,
  hideSessions,
  StarButton,
  useConference,
  useConflicts,
  useFoundHighlight,
  useFoundPlace,
  useSessions,
  useStars,
} from '../../sessions/index.ts'
import { SessionFacts } from './session-facts.tsx'
import styles from './session-header.module.css'
import { SessionParallels } from './session-parallels.tsx'

/** Loaded later, because the first frame needs nothing from notes. */
const SessionBacklinks = lazy(async () => ({
  default: (await import('./session-backlinks.tsx')).SessionBacklinks,
}))
/** Loaded later, because most programmes have no links and the first frame does not need them. */
const SessionLinks = lazy(async () => ({ default: (await import('./session-links.tsx')).SessionLinks }))

export function SessionHeader({
  session,
  notes,
  onNewNote,
  onVersions,
  onDone,
  children,
}: {
  session: Session
  notes: SessionNotes | null
  onNewNote: () => void
  onVersions: () => void
  /** Called when a conflict was resolved, so that its button has disappeared. */
  onDone: () => void
  /** Shown below the facts, such as the choice between several notes. */
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const stars = useStars()
  const description = useRef<HTMLDivElement>(null)
  const found = useFoundPlace('session', (guid) => guid === session.guid)
  useFoundHighlight(description, found, session.guid)
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <span className={styles.label}>
          {session.own ? <EntryMark kind={session.own.kind} t={t} /> : session.label}
        </span>
        <Neighbours session={session} />
        {notes?.mine.includes(notes.current) && <NoteLevel id={notes.current} />}
        {session.own && <EntryActions session={session} hasMenu />}
        <ReminderButton session={session} />
        {canBeStarred(session) && <StarButton session={session} starred={stars.has(session.guid)} />}
        <SessionMenu session={session} notes={notes} onNewNote={onNewNote} onVersions={onVersions}>
          <IconButton label={t('session.more')}>
            <Ellipsis aria-hidden />
          </IconButton>
        </SessionMenu>
      </div>
      <h2
        id="session-title"
        dir="auto"
        className={styles.title}
        data-cancelled={session.status === 'cancelled'}
        data-long={session.title.length > 100}
      >
        {getSessionTitle(session.title)}
      </h2>
      <div className={styles.rows}>
        <SessionFacts session={session} />
        {session.links.length > 0 && (
          <Suspense>
            <SessionLinks
              key={session.guid}
              links={session.links}
              licence={session.recording?.licence ?? ''}
            />
          </Suspense>
        )}
        <SessionParallels key={session.guid} session={session} onDone={onDone} />
      </div>
      <Suspense>
        <SessionBacklinks session={session} />
      </Suspense>
      {session.description && (
        <details key={session.guid} open={found !== null} className={styles.about}>
          <summary>{t('session.about')}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is scrolled with the arrow keys */}
          <div ref={description} tabIndex={0} dir="auto">
            {session.description}
          </div>
        </details>
      )}
      {children}
    </header>
  )
}

function Neighbours({ session }: { session: Session }) {
  const { t } = useTranslation()
  const sessions = useSessions() ?? []
  const index = sessions.findIndex(({ guid }) => guid === session.guid)
  const previous = sessions[index - 1]
  const next = sessions[index + 1]
  const goTo = (target: Session | undefined) => () => {
    if (target) go(buildRoute('agenda', target.guid))
  }
  return (
    <div className={styles.neighbours}>
      <IconButton label={t('session.previous')} isDisabled={!previous} onPress={goTo(previous)}>
        <ArrowLeft aria-hidden />
      </IconButton>
      <IconButton label={t('session.next')} isDisabled={!next} onPress={goTo(next)}>
        <ArrowRight aria-hidden />
      </IconButton>
    </div>
  )
}

function SessionMenu({
  session,
  notes,
  onNewNote,
  onVersions,
  children,
}: {
  session: Session
  notes: SessionNotes | null
  onNewNote: () => void
  onVersions: () => void
  children: ComponentProps<typeof Menu>['children']
}) {
  const { t } = useTranslation()
  const sessionActions = useSessionActions(session)
  const isMine = notes?.mine.includes(notes.current)
  const writtenNoteActions = notes?.isStored
    ? [
        ...(isMine
          ? [
              {
                id: 'versions',
                label: t('session.versions'),
                icon: <History aria-hidden />,
                onAction: onVersions,
              },
            ]
          : []),
        {
          id: 'copy',
          label: t('session.copy'),
          icon: <Copy aria-hidden />,
          onAction: () => void copyNote(notes.current),
        },
        {
          id: 'template',
          label: t('templates.make'),
          icon: <LayoutTemplate aria-hidden />,
          onAction: () => void makeTemplate(notes.current, getSessionName(session)),
        },
        {
          id: 'delete',
          label: t('session.delete'),
          icon: <Trash2 aria-hidden />,
          onAction: () => void deleteNotes([notes.current]),
        },
      ]
    : []
  return (
    <Menu
      label={t('session.more')}
      actions={[
        {
          id: 'new',
          label: t('session.newNote'),
          icon: <FilePlus2 aria-hidden />,
          onAction: onNewNote,
        },
        ...writtenNoteActions,
      ]}
      {...(sessionActions.length > 0 ? { more: sessionActions } : {})}
    >
      {children}
    </Menu>
  )
}

/** The menu items that concern the session itself. */
function useSessionActions(session: Session): MenuAction[] {
  const { t } = useTranslation()
  const conference = useConference()
  const sessions = useSessions() ?? []
  const stars = useStars()
  const conflicts = useConflicts(sessions)
  const { guid, room, track, start, own } = session
  const { slug } = conference
  const roomName = getRoomName(conference, room)
  const next = sessions.find(
    (other) => other.room === room && other.start > start && other.status === 'confirmed',
  )
  const isRecorded = session.links.some(({ kind }) => kind === 'recording')
  const isMissed = conflicts.has(guid) || findRivals(session, sessions, stars).length > 0
  const createAction = (id: string, label: string, icon: ReactNode, onAction: () => void): MenuAction => {
    return { id, label, icon, onAction }
  }
  const offerHiding = (id: string, label: string, hiding: Parameters<typeof hideSessions>[1]) =>
    createAction(id, label, <EyeOff aria-hidden />, () => hideSessions(slug, hiding))
  const entryActions =
    session.status === 'confirmed'
      ? [
          createAction(
            'delete-entry',
            t('ownEntries.delete'),
            <Trash2 aria-hidden />,
            () => void deleteEntry(session),
          ),
        ]
      : []
  const hidingActions = [
    offerHiding('hide', t('hidden.session'), { name: getSessionName(session), sessions: [guid] }),
    ...(room && roomName
      ? [offerHiding('hide-room', t('hidden.room', { name: roomName }), { name: roomName, rooms: [room] })]
      : []),
    ...(track
      ? [offerHiding('hide-track', t('hidden.track', { name: track }), { name: track, tracks: [track] })]
      : []),
  ]
  return [
    createAction(
      'attach',
      t('documents.attach'),
      <Paperclip aria-hidden />,
      () => void chooseDocuments({ conference: slug, session: guid, note: null }),
    ),
    ...(roomName && next
      ? [
          createAction('next', t('session.nextInRoom', { room: roomName }), <ArrowRight aria-hidden />, () =>
            go(buildRoute('agenda', next.guid)),
          ),
        ]
      : []),
    ...(!own && (isRecorded || isMissed)
      ? [
          createAction(
            'watch',
            t('session.watchLater'),
            <ListVideo aria-hidden />,
            () => void watchLater(slug, session),
          ),
        ]
      : []),
    ...(canRunLate(session)
      ? [createAction('late', t('delays.menu'), <ClockAlert aria-hidden />, () => openDelay(session))]
      : []),
    ...(own ? entryActions : hidingActions),
  ]
}
