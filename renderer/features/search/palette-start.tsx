/** The rows that the palette offers besides search results: suggestions for an empty query, and commands by name. */
import type { TFunction } from 'i18next'
import {
  CalendarPlus,
  CircleHelp,
  ClockAlert,
  History,
  Import,
  LibraryBig,
  ListChecks,
  Lock,
  NotebookPen,
  Paperclip,
  PenLine,
  Printer,
  Settings,
  SquarePen,
  SunMoon,
} from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Theme } from '../../../core/desktop.ts'
import { appKeys } from '../../../core/keys.ts'
import type { NoteSummary, Session } from '../../../db/model.ts'
import type { ListedCommand } from '../../editor/commands/listed-commands.ts'
import { toConferenceClock, useMinute } from '../../lib/clock.ts'
import { setPreferences } from '../../lib/preferences.ts'
import { printNow } from '../../lib/print-command.ts'
import { buildRoute, go, useRoute } from '../../lib/router.ts'
import type { Screen } from '../../lib/screen.ts'
import { getKeyLabel } from '../../ui/kbd.tsx'
import { canRunLate, findLikeliest, openDelay } from '../delays/index.ts'
import { importConference } from '../import/index.ts'
import { captureNow, listNoteCommands } from '../notes/index.ts'
import { openNewEntry } from '../own-entries/index.ts'
import { getCurrentSessions, getSessionName, isMine } from '../schedule/index.ts'
import {
  type AttachTarget,
  chooseDocuments,
  getPlaceName,
  RoomMark,
  useConference,
  useConferenceFormat,
  useNotes,
  useSessions,
  useStars,
} from '../sessions/index.ts'
import { type PaletteGroup, type PaletteRow, toPlain } from './palette-model.ts'
import { markName } from './palette-text.ts'

const RECENT_NOTES = 4
const screenKeys: Record<string, string | undefined> = {
  now: appKeys.now,
  agenda: appKeys.agenda,
  notes: appKeys.notes,
  actions: appKeys.actions,
  'key-messages': appKeys.keyMessages,
  contacts: appKeys.contacts,
  export: appKeys.export,
}
const themes: Theme[] = ['light', 'dark', 'system']

/**
 * @returns what is shown before anything is typed: current sessions, recently changed notes, `searches` and the screens. If `isShown` is
 * false, sessions and notes are left out, since looking through thousands of them takes time
 */
export function useStart(
  screens: readonly Screen[],
  searches: readonly PaletteGroup[],
  isShown: boolean,
): PaletteGroup[] {
  const { t } = useTranslation()
  const groups = [
    useCurrentSessions(isShown),
    useRecentNotes(isShown),
    ...searches,
    { rows: useGoTo(screens), id: 'go', scope: null, label: t('search.goTo') },
  ]
  return groups.filter(({ rows }) => rows.length > 0)
}

/** @returns the screens, commands of the app and commands on the open note whose names match the query */
export function useCommands(typed: string, screens: readonly Screen[]): PaletteGroup[] {
  const { t } = useTranslation()
  const goTo = useGoTo(screens)
  const actions = useActions()
  // Read once, since the caret does not move while the palette is open.
  const [noteCommands] = useState(() => listNoteCommands().map(toRow))
  return useMemo(() => {
    if (typed.trim() === '') return []
    const commands = findByName([...goTo, ...actions], typed)
    return [
      { id: 'commands', scope: null, label: t('search.commands'), rows: commands },
      { id: 'note-commands', scope: null, label: t('search.inNote'), rows: findByName(noteCommands, typed) },
    ].filter(({ rows }) => rows.length > 0)
  }, [typed, goTo, actions, noteCommands, t])
}

function findByName(rows: readonly PaletteRow[], typed: string): PaletteRow[] {
  return rows.flatMap((row) => {
    const title = markName(row.title.map(({ text }) => text).join(''), typed)
    return title ? [{ ...row, title }] : []
  })
}

/** `typed`: what can be typed into the note instead. */
function toRow({ id, name, key, typed, run }: ListedCommand): PaletteRow {
  // While the palette is open, it keeps the focus, which the command needs.
  const runWhenClosed = () => void setTimeout(run)
  const row = createCommand(`note-command/${id}`, name, <PenLine aria-hidden />, runWhenClosed, key)
  return key === undefined && typed !== undefined ? { ...row, detail: typed.trimEnd() } : row
}

function useCurrentSessions(isShown: boolean): PaletteGroup {
  const { t } = useTranslation()
  const conference = useConference()
  const sessions = useSessions()
  const stars = useStars()
  const now = useMinute()
  const { formatTime } = useConferenceFormat()
  const current = isShown && sessions ? getCurrentSessions(sessions, now, conference.timeZone) : []
  // Lists starred sessions first, since the delegate is most likely in one of them.
  const starredFirst = current.toSorted((a, b) => Number(stars.has(b.guid)) - Number(stars.has(a.guid)))
  return {
    id: 'now',
    scope: 'sessions',
    label: t('search.onNow'),
    rows: starredFirst.map((session) => ({
      id: `now/${session.guid}`,
      icon: <RoomMark conference={conference} room={session.room} />,
      title: toPlain(session.title),
      facts: [
        session.label,
        t('search.from', { time: formatTime(session.start) }),
        getPlaceName(conference, session),
      ]
        .filter((fact) => fact !== null)
        .map(toPlain),
      run: () => go(buildRoute('agenda', session.guid)),
    })),
  }
}

function useRecentNotes(isShown: boolean): PaletteGroup {
  const { t } = useTranslation()
  const sessions = useSessions()
  const { formatMoment } = useConferenceFormat()
  const allNotes = useNotes()
  const notes = isShown ? allNotes.filter((note) => isMine(note) && note.excerpt !== '') : []
  const describeNote = ({ session: guid, updatedAt }: NoteSummary) => {
    const session = sessions?.find((candidate) => candidate.guid === guid)
    const moment = formatMoment(toConferenceClock(updatedAt))
    return session ? `${getSessionName(session)}, ${moment}` : moment
  }
  return {
    id: 'recent',
    scope: 'notes',
    label: t('search.recentNotes'),
    rows: notes.slice(0, RECENT_NOTES).map((note) => ({
      id: `recent/${note.id}`,
      icon: <PenLine aria-hidden />,
      title: toPlain(note.excerpt),
      detail: describeNote(note),
      run: () => go(buildRoute('notes', note.id)),
    })),
  }
}

function createScreenCommands(screens: readonly Screen[], t: TFunction): PaletteRow[] {
  const commands: PaletteRow[] = []
  for (const { path, navigation } of screens) {
    // useGoTo() adds the settings itself, since not every navigation contains them.
    if (!navigation || path === 'settings') continue
    const icon = <navigation.icon aria-hidden />
    commands.push(
      createCommand(`go/${path}`, t(navigation.label), icon, () => go(buildRoute(path)), screenKeys[path]),
    )
  }
  return commands
}

/** The commands that open a screen. */
function useGoTo(screens: readonly Screen[]): PaletteRow[] {
  const { t } = useTranslation()
  return useMemo(
    () => [
      ...createScreenCommands(screens, t),
      createCommand('go/library', t('nav.library'), <LibraryBig aria-hidden />, () =>
        go(buildRoute('library')),
      ),
      createCommand('go/notes-by-time', t('notesByTime.heading'), <History aria-hidden />, () =>
        go(buildRoute('notes-by-time')),
      ),
      createCommand('go/after-event', t('afterEvent.heading'), <ListChecks aria-hidden />, () =>
        go(buildRoute('after-event')),
      ),
      createCommand(
        'go/settings',
        t('nav.settings'),
        <Settings aria-hidden />,
        () => go(buildRoute('settings')),
        appKeys.settings,
      ),
      createCommand(
        'go/help',
        t('help.heading'),
        <CircleHelp aria-hidden />,
        () => go(buildRoute('help')),
        appKeys.manual,
      ),
    ],
    [t, screens],
  )
}

function useActions(): PaletteRow[] {
  const { t } = useTranslation()
  const lateSession = useLateSession()
  const attachTo = useAttachTarget()
  return useMemo(
    () => [
      createCommand(
        'new-note',
        t('search.newNote'),
        <SquarePen aria-hidden />,
        () => go(buildRoute('notes', 'new')),
        appKeys.newNote,
      ),
      createCommand('capture', t('search.capture'), <NotebookPen aria-hidden />, captureNow, appKeys.capture),
      createCommand(
        'new-entry',
        t('ownEntries.newMenu'),
        <CalendarPlus aria-hidden />,
        () => openNewEntry(),
        appKeys.newEntry,
      ),
      ...(window.desktop.isEncrypted
        ? [
            createCommand(
              'lock',
              t('encryption.lockNow'),
              <Lock aria-hidden />,
              () => void window.desktop.lock(),
              appKeys.lock,
            ),
          ]
        : []),
      ...(lateSession
        ? [createCommand('late', t('delays.menu'), <ClockAlert aria-hidden />, () => openDelay(lateSession))]
        : []),
      ...(attachTo
        ? [
            createCommand(
              'attach',
              t('documents.attach'),
              <Paperclip aria-hidden />,
              () => void chooseDocuments(attachTo),
            ),
          ]
        : []),
      createCommand('print', t('search.print'), <Printer aria-hidden />, printNow, appKeys.print),
      createCommand(
        'import',
        t('nav.importConference'),
        <Import aria-hidden />,
        () => void importConference(),
      ),
      ...themes.map((theme) =>
        createCommand(
          `theme/${theme}`,
          t('search.theme', { name: t(`app.themes.${theme}`) }),
          <SunMoon aria-hidden />,
          () => setPreferences({ theme }),
        ),
      ),
    ],
    [t, lateSession, attachTo],
  )
}

/** @returns the open session if it can run late, otherwise the session that the delegate most likely attends */
function useLateSession(): Session | null {
  const { timeZone } = useConference()
  const { path, id } = useRoute()
  const sessions = useSessions()
  const stars = useStars()
  const now = useMinute()
  return useMemo(() => {
    const open = path === 'agenda' && sessions?.find(({ guid }) => guid === id)
    if (open && canRunLate(open)) return open
    return sessions ? findLikeliest(sessions, stars, now, timeZone) : null
  }, [path, id, sessions, stars, now, timeZone])
}

/** The session or note on screen, to which documents can be attached. */
function useAttachTarget(): AttachTarget | null {
  const { slug: conference } = useConference()
  const { path, id } = useRoute()
  const sessions = useSessions()
  const notes = useNotes()
  return useMemo(() => {
    const note = path === 'notes' ? notes.find((candidate) => candidate.id === id) : undefined
    const guid = path === 'agenda' ? id : note?.session
    const session = sessions?.find((candidate) => candidate.guid === guid)
    if (session) return { conference, session: session.guid, note: null }
    return note ? { conference, session: null, note: note.id } : null
  }, [conference, path, id, sessions, notes])
}

/** `key`: as in core/keys.ts, shown at the end of the row. */
function createCommand(
  id: string,
  name: string,
  icon: React.ReactNode,
  run: () => void,
  key?: string,
): PaletteRow {
  return {
    id,
    icon,
    title: toPlain(name),
    isCommand: true,
    run,
    ...(key ? { detail: getKeyLabel(key) } : {}),
  }
}
