/** Choosing a conference file and bringing it in: from the menu, the switcher and the empty first screen. */
import i18next from 'i18next'
import { setPreferences } from '../preferences.ts'
import { call, StoreError } from '../store.ts'
import { errorText } from './error-text.ts'
import { announce } from './undo.tsx'

export async function importConference(): Promise<void> {
  const t = i18next.t
  const formats = await call('import.formats', {})
  const grant = await window.desktop.chooseOpen(formats.map(({ name, extensions }) => ({ name, extensions })))
  if (!grant) return
  try {
    const { conference, sessions, changes, warnings } = await call('import.file', {
      grant: grant.token,
      zoneIfUnknown: Intl.DateTimeFormat().resolvedOptions().timeZone,
    })
    setPreferences({ conference: conference.slug })
    const done = t('import.done', {
      title: conference.title,
      count: sessions,
      added: changes.added,
      changed: changes.changed,
      cancelled: changes.cancelled,
    })
    const [first] = warnings
    announce(
      first === undefined ? done : t('import.check', { done, count: warnings.length, first: shorten(first) }),
    )
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    announce(t('import.failed', { name: grant.name, reason: errorText(error) }))
  }
}

/** The command line tells all of it, and every name. */
function shorten(warning: string): string {
  return warning.length <= LONGEST_WARNING ? warning : `${warning.slice(0, LONGEST_WARNING).trimEnd()} …`
}
const LONGEST_WARNING = 240
