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
    const { conference, sessions, changes } = await call('import.file', { grant: grant.token })
    setPreferences({ conference: conference.slug })
    announce(
      t('import.done', {
        title: conference.title,
        count: sessions,
        added: changes.added,
        changed: changes.changed,
        cancelled: changes.cancelled,
      }),
    )
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    announce(t('import.failed', { name: grant.name, reason: errorText(error) }))
  }
}
