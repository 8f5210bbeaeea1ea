/** Recent and saved searches, and completions of filters, as rows of the palette. */
import { Bookmark, BookmarkX, Filter, History } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { complete, type FilterValues } from '../../../core/search/complete.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { usePreference } from '../../lib/preferences.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { call } from '../../lib/store-client.ts'
import { announce } from '../../ui/undo-bar.tsx'
import { useConference, useNotes, useSessions } from '../sessions/index.ts'
import { type PaletteGroup, type PaletteRow, toPlain } from './palette-model.ts'

/** The recent and saved searches, shown before anything is typed. Choosing a search enters it into the field. */
export function useKeptSearches(onType: (text: string) => void): PaletteGroup[] {
  const { t } = useTranslation()
  const { data: { recent, saved } = { recent: [], saved: [] } } = useStoreQuery('search.kept', {})
  const toRow = (list: string, text: string, icon: React.ReactNode): PaletteRow => ({
    id: `${list}/${text}`,
    icon,
    title: toPlain(text),
    isCommand: true,
    keepsPaletteOpen: true,
    run: () => onType(text),
  })
  const groups: PaletteGroup[] = [
    {
      id: 'saved-searches',
      scope: null,
      label: t('search.saved'),
      rows: saved.map((text) => toRow('saved', text, <Bookmark aria-hidden />)),
    },
    {
      id: 'recent-searches',
      scope: null,
      label: t('search.recent'),
      rows: recent
        .filter((text) => !saved.includes(text))
        .map((text) => toRow('recent', text, <History aria-hidden />)),
    },
  ]
  return groups.filter(({ rows }) => rows.length > 0)
}

/** Saves what is typed, or removes it from the saved searches. */
export function useSaveSearch(typed: string): PaletteRow {
  const { t } = useTranslation()
  const { data } = useStoreQuery('search.kept', {})
  const text = typed.trim()
  const isSaved = data?.saved.includes(text) ?? false
  return {
    id: 'save-search',
    icon: isSaved ? <BookmarkX aria-hidden /> : <Bookmark aria-hidden />,
    title: toPlain(t(isSaved ? 'search.forget' : 'search.save')),
    isCommand: true,
    keepsPaletteOpen: true,
    run: () => {
      call(isSaved ? 'search.forget' : 'search.keep', { list: 'saved', text }).catch((error: unknown) =>
        announce(t('search.notSaved', { reason: getErrorText(error) })),
      )
    },
  }
}

/** Remembers a search whose result was opened. Ignores a failure, since only the list of recent searches is affected. */
export function rememberSearch(typed: string): void {
  const text = typed.trim()
  if (text !== '') call('search.keep', { list: 'recent', text }).catch(() => {})
}

/** Offers names and values for the filter that is being typed. */
export function useCompletions(typed: string, onType: (text: string) => void): PaletteGroup[] {
  const { t } = useTranslation()
  const language = usePreference('language')
  const { rooms } = useConference()
  const sessions = useSessions()
  const notes = useNotes()
  const values = useMemo<FilterValues>(() => {
    const removeDuplicates = (all: readonly string[]) => [...new Set(all)]
    const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
    return {
      room: rooms.map(({ name }) => name),
      tag: removeDuplicates(notes.flatMap(({ tags }) => tags)),
      day: removeDuplicates((sessions ?? []).map(({ day }) => weekday.format(new Date(`${day}T00:00:00Z`)))),
      lang: removeDuplicates((sessions ?? []).flatMap(({ languages }) => languages)),
      speaker: removeDuplicates((sessions ?? []).flatMap(({ speakers }) => speakers)),
    }
  }, [language, rooms, sessions, notes])
  const rows = complete(typed, language, values).map(({ filter, value, text }) => ({
    id: `filter/${text}`,
    icon: <Filter aria-hidden />,
    title: toPlain(value ?? text.slice(text.lastIndexOf(' ') + 1)),
    detail: t(`search.filters.${filter}`),
    isCommand: true as const,
    keepsPaletteOpen: true as const,
    run: () => onType(text),
  }))
  return rows.length > 0 ? [{ id: 'filters', scope: null, label: t('search.narrow'), rows }] : []
}
