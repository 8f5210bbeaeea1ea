/** Shows results of the full-text search as rows of the palette. */
import { Building2, CalendarDays, FileText, Image, KeyRound, PenLine, UserRound } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { removeUnfinished } from '../../../core/search/complete.ts'
import type { Input, MarkedText, SearchHit } from '../../../db/contract/index.ts'
import type { NoteId, NoteSummary } from '../../../db/model.ts'
import { toConferenceClock, useMinute } from '../../lib/clock.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { createQuery, queryClient, useStoreQuery } from '../../lib/queries.ts'
import { buildRoute, go } from '../../lib/router.ts'
import { getSessionName } from '../schedule/index.ts'
import {
  getPlaceName,
  openConference,
  openNoteAt,
  RoomMark,
  showFound,
  showNoteAt,
  useConference,
  useConferenceFormat,
  useNotes,
  useSessions,
} from '../sessions/index.ts'
import { type PaletteGroup, type PaletteRow, type Scope, toPlain } from './palette-model.ts'
import { getHitId, groupHits, SEARCH_LIMIT } from './palette-rank.ts'
import { hasMatch, splitMarked, trimToMatch } from './palette-text.ts'

/** The maximum number of rows for each kind in the "All" tab; the tab of the kind has all of them. */
const MAX_ROWS_PER_KIND = 5
const NO_HITS: readonly SearchHit[] = []

export type Found = {
  hits: readonly SearchHit[]
  /** Searches for a text that is about to be shown, so that the store works while the palette is rendered. */
  startSearch: (typed: string) => void
  /** The hits as rows. Only the kind in `scope` has all of its rows. */
  groups: PaletteGroup[]
  /** Whether the shown hits match the current query rather than the previous one. */
  isSettled: boolean
  /** A message if the search failed. */
  error: string | null
  /** How the best result was found. */
  tier: SearchHit['tier'] | null
  /** The query without its typing errors: it was searched instead, or is suggested because little was found. */
  correction: string | null
}

/** Fewer results than this may be due to a typing error. */
const FEW_RESULTS = 3

export function useFound({
  typed,
  scope,
  everywhere,
  exactOnly,
}: {
  typed: string
  /** The tab. */
  scope: Scope | null
  /** Searches all conferences on this computer, and not only the conference on the screen. */
  everywhere: boolean
  /** Searches only the words as typed. */
  exactOnly: boolean
}): Found {
  const { t } = useTranslation()
  const { slug } = useConference()
  const toInput = (query: string): Input<'search.query'> | null => {
    const text = removeUnfinished(query).trim()
    return text === '' ? null : { conference: everywhere ? null : slug, text, limit: SEARCH_LIMIT, exactOnly }
  }
  const input = toInput(typed)
  const isEmpty = input === null
  const { data, isPlaceholderData, error } = useStoreQuery('search.query', input)
  const isSettled = data !== undefined && !isPlaceholderData
  const isFew = !isEmpty && !exactOnly && isSettled && data.length < FEW_RESULTS
  const { data: correction = null } = useStoreQuery('search.correct', isFew ? { text: input.text } : null, {
    keepPrevious: false,
  })
  const toRow = useRowCreator()
  const hits = isEmpty || !data ? NO_HITS : data
  const groups = useMemo(
    () =>
      groupHits(hits).map((group) => {
        const kind = t(`search.scopes.${group.scope}`)
        const shownHits = group.scope === scope ? group.hits : group.hits.slice(0, MAX_ROWS_PER_KIND)
        return {
          id: `${group.scope}/${group.section}`,
          scope: group.scope,
          label: group.section === 'wider' ? t('search.wider', { kind }) : kind,
          rows: shownHits.map((hit) => ({ id: getHitId(hit, hits), ...toRow(hit) })),
          isShortened: shownHits.length < group.hits.length,
        }
      }),
    [hits, scope, toRow, t],
  )
  const [best] = data ?? []
  const getCorrection = () => {
    if (best?.tier === 'corrected') return best.through[0] ?? null
    return isFew ? correction : null
  }
  return {
    hits,
    startSearch: (query) => {
      const next = toInput(query)
      if (next) void queryClient.prefetchQuery(createQuery('search.query', next))
    },
    groups,
    isSettled: isEmpty || isSettled || error !== null,
    error: error && getErrorText(error),
    tier: best?.tier ?? null,
    correction: getCorrection(),
  }
}

const icons: Record<SearchHit['kind'], ReactNode> = {
  session: <CalendarDays aria-hidden />,
  'key-message': <KeyRound aria-hidden />,
  note: <PenLine aria-hidden />,
  contact: <UserRound aria-hidden />,
  directory: <Building2 aria-hidden />,
  document: <FileText aria-hidden />,
}
const screenByKind: Record<SearchHit['kind'], string> = {
  session: 'agenda',
  'key-message': 'key-messages',
  note: 'notes',
  contact: 'contacts',
  directory: 'contacts',
  document: 'documents',
}

function getShownText({ title, snippet }: SearchHit): MarkedText {
  return hasMatch(snippet) ? trimToMatch(snippet) : title
}

function toNotePlace({ text, words, picture }: NonNullable<SearchHit['place']>) {
  return picture ? ({ kind: 'picture', sha256: picture } as const) : ({ kind: 'text', text, words } as const)
}

/** Lets the screen of a session, key message or document open at the place that was found. */
function showFoundPlace({ kind, guid, place }: SearchHit): void {
  if (kind === 'session' || kind === 'key-message' || kind === 'document')
    showFound(place && { kind, guid, ...place })
}

function openNote(guid: string, place: SearchHit['place']): void {
  if (place) openNoteAt(guid as NoteId, toNotePlace(place))
  else go(buildRoute('notes', guid))
}

function useRowCreator(): (hit: SearchHit) => Omit<PaletteRow, 'id'> {
  const { t } = useTranslation()
  const conference = useConference()
  const { slug } = conference
  const { formatMoment, formatTime, toDate } = useConferenceFormat()
  const sessions = useSessions()
  const notes = useNotes()
  const { data: messages } = useStoreQuery('keyMessages.list', { conference: slug })
  const { data: directory } = useStoreQuery('directory.list', { conference: slug })
  const { data: conferences } = useStoreQuery('conferences.list', {})
  const today = toDate(useMinute())

  return useMemo(() => {
    const sessionByGuid = new Map(sessions?.map((session) => [session.guid as string, session]))
    const noteById = new Map(notes.map((note) => [note.id as string, note]))
    const numberByGuid = new Map(messages?.map(({ guid, number }) => [guid as string, number]))
    const entryByGuid = new Map(directory?.map((entry) => [entry.guid as string, entry]))
    const titleBySlug = new Map(conferences?.map(({ slug, title }) => [slug, title]))
    const formatDayTime = (instant: string) =>
      toDate(instant) === today ? t('search.today', { time: formatTime(instant) }) : formatMoment(instant)

    const createSessionRow = (hit: SearchHit): Omit<PaletteRow, 'id'> => {
      const { guid, title, snippet } = hit
      const session = sessionByGuid.get(guid)
      // The store icons label and title as one text, "Workshop 9 · Crime and …".
      const length = session?.label ? session.label.length : 0
      const [label, afterLabel] = splitMarked(title, length)
      const roomName = session ? getPlaceName(conference, session) : null
      return {
        icon: <RoomMark conference={conference} room={session?.room ?? null} />,
        title: length > 0 ? splitMarked(afterLabel, ' · '.length)[1] : title,
        facts: [
          ...(length > 0 ? [label] : []),
          ...(session ? [toPlain(formatMoment(session.start))] : []),
          ...(roomName ? [toPlain(roomName)] : []),
          ...(hasMatch(snippet) ? [trimToMatch(snippet)] : []),
        ],
        run: () => {
          showFoundPlace(hit)
          go(buildRoute('agenda', guid))
        },
      }
    }
    const createKeyMessageRow = (hit: SearchHit): Omit<PaletteRow, 'id'> => ({
      icon: numberByGuid.get(hit.guid),
      title: getShownText(hit),
      ...(hit.place?.isComment ? { facts: [toPlain(t('search.inComment'))] } : {}),
      run: () => {
        showFoundPlace(hit)
        go(buildRoute('key-messages', hit.guid))
      },
    })
    const createNoteRow = ({ guid, title, snippet, place }: SearchHit): Omit<PaletteRow, 'id'> => {
      const storedNote = noteById.get(guid)
      const session = storedNote?.session ? sessionByGuid.get(storedNote.session) : undefined
      const number = storedNote?.keyMessage ? numberByGuid.get(storedNote.keyMessage) : undefined
      const describeSubject = () => {
        if (session) return getSessionName(session)
        return number ? t('search.onKeyMessage', { number }) : t('search.noSession')
      }
      const describeMoment = ({ updatedAt }: NoteSummary) =>
        place?.at ? formatMoment(place.at) : formatDayTime(toConferenceClock(updatedAt))
      return {
        icon: place?.picture ? <Image aria-hidden /> : <PenLine aria-hidden />,
        title: snippet.length > 0 ? trimToMatch(snippet) : title,
        ...(place?.picture ? { facts: [toPlain(t('search.inPicture'))] } : {}),
        ...(storedNote ? { detail: `${describeSubject()}, ${describeMoment(storedNote)}` } : {}),
        run: () => openNote(guid, place),
      }
    }
    const createContactRow = ({ kind, guid, title, snippet }: SearchHit): Omit<PaletteRow, 'id'> => {
      const partOf = kind === 'directory' ? entryByGuid.get(guid)?.partOf : null
      const words = snippet.map(({ text }) => text).join('')
      const organisationDetail = partOf ? t('search.partOf', { name: partOf }) : ''
      const detail = kind === 'contact' ? words : organisationDetail
      const showsSentence = kind === 'directory' && !hasMatch(title) && hasMatch(snippet)
      return {
        icon: kind === 'contact' ? <UserRound aria-hidden /> : <Building2 aria-hidden />,
        title,
        ...(showsSentence ? { facts: [trimToMatch(snippet)] } : {}),
        ...(detail ? { detail } : {}),
        run: () => go(buildRoute('contacts', guid)),
      }
    }
    // For another conference only the hit's own data is used, since guids are unique only within a conference.
    const createElsewhereRow = (hit: SearchHit): Omit<PaletteRow, 'id'> => ({
      icon: hit.place?.picture ? <Image aria-hidden /> : icons[hit.kind],
      title: hit.kind === 'note' || hit.kind === 'key-message' ? getShownText(hit) : hit.title,
      ...(hit.kind !== 'note' && hit.kind !== 'key-message' && hasMatch(hit.snippet)
        ? { facts: [trimToMatch(hit.snippet)] }
        : {}),
      detail: titleBySlug.get(hit.conference) ?? hit.conference,
      run: () => {
        showFoundPlace(hit)
        if (hit.kind === 'note' && hit.place)
          showNoteAt(hit.guid as NoteId, toNotePlace(hit.place), { focus: true })
        void openConference(hit.conference, buildRoute(screenByKind[hit.kind], hit.guid))
      },
    })
    /** Adds the synonyms or translations through which the row was found. */
    const addReason = ({ tier, through }: SearchHit, row: Omit<PaletteRow, 'id'>): Omit<PaletteRow, 'id'> => {
      if (tier !== 'related' || through.length === 0) return row
      const reason = t('search.through', { words: through.join(', ') })
      return { ...row, facts: [...(row.facts ?? []), toPlain(reason)] }
    }
    const createDocumentRow = (hit: SearchHit): Omit<PaletteRow, 'id'> => {
      const { guid, title, snippet, place } = hit
      return {
        icon: <FileText aria-hidden />,
        title,
        facts: [
          ...(place?.page ? [toPlain(t('search.page', { number: place.page }))] : []),
          ...(snippet.length > 0 ? [trimToMatch(snippet)] : []),
        ],
        run: () => {
          showFoundPlace(hit)
          go(buildRoute('documents', guid))
        },
      }
    }
    const rowCreators = {
      session: createSessionRow,
      'key-message': createKeyMessageRow,
      note: createNoteRow,
      contact: createContactRow,
      directory: createContactRow,
      document: createDocumentRow,
    }
    return (hit: SearchHit) =>
      addReason(hit, hit.conference === slug ? rowCreators[hit.kind](hit) : createElsewhereRow(hit))
  }, [
    slug,
    conferences,
    conference,
    sessions,
    notes,
    messages,
    directory,
    today,
    toDate,
    formatMoment,
    formatTime,
    t,
  ])
}
