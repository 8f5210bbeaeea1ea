import { QueryClientProvider } from '@tanstack/react-query'
import { lazy } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { readProgrammeCache, writeProgrammeCacheOnChange } from '../features/sessions/index.ts'
import { startI18n } from '../i18n/index.ts'
import { getClockOffset } from '../lib/clock.ts'
import { waitForFirstPaint } from '../lib/first-paint.ts'
import { collectEarlyKeys } from '../lib/key-buffer.ts'
import { loadRemainingParts, setTextsOfParts } from '../lib/lazy-component.ts'
import {
  hasStoredPreferences,
  onPreferences,
  preferences,
  restorePreferences,
  setPreferences,
} from '../lib/preferences.ts'
import { queryClient } from '../lib/queries.ts'
import { go } from '../lib/router.ts'
import { call, connect } from '../lib/store-client.ts'
import { App } from './app.tsx'
import { prefetchFirstScreen } from './prefetch.ts'
import { getStartupRoute } from './startup-route.ts'
import '../ui/fonts.css'
import '../ui/base.css'

const NoteWindow = lazy(async () => ({ default: (await import('./note-window.tsx')).NoteWindow }))

const { note, isEncrypted } = window.desktop

/** Restores the preferences that the notebook has stored. A locked notebook provides them when it is unlocked. */
async function restoreFromNotebook(): Promise<void> {
  if (isEncrypted && (await call('status.get', {})).state === 'locked') return
  restorePreferences((await call('preferences.get', {})).preferences)
  if (isEncrypted) go(preferences().route, { replace: true })
}

// Paint the cached programme first: starting the store process at the same time would delay it.
if (readProgrammeCache()) void waitForFirstPaint().then(connect)
else setTimeout(connect)
if (!note) {
  writeProgrammeCacheOnChange(() => preferences().conference)
  void prefetchFirstScreen().then(loadRemainingParts)
  // An encrypted notebook stores the preferences, and still has them after its encryption is switched off.
  // Reading them fails if the notebook cannot be opened, which the recovery page explains.
  if (!hasStoredPreferences()) restoreFromNotebook().catch(console.error)
  const { route } = preferences()
  if (location.hash === '') go(getStartupRoute(route), { replace: true })
  // The main process opened the route in the hash after the window's process had died. No hashchange event reports that.
  else if (location.hash !== `#${route}`) setPreferences({ route: location.hash.slice(1) })
  window.addEventListener('hashchange', () => setPreferences({ route: location.hash.slice(1) }))
}

// Loaded after the first paint, since it would delay that.
void waitForFirstPaint()
  .then(() => import('./report-read-errors.ts'))
  .then(({ reportReadErrors }) => reportReadErrors(queryClient.getQueryCache()))

const darkQuery = window.matchMedia('(prefers-color-scheme: dark)')
/** The main process passes the chosen theme to Chromium, so the media query also answers for a theme that the delegate chose. */
function applyTheme(): void {
  document.documentElement.dataset.theme = darkQuery.matches ? 'dark' : 'light'
}
darkQuery.addEventListener('change', applyTheme)
let lastTheme = preferences().theme
void window.desktop.setTheme(lastTheme)
onPreferences(() => {
  if (preferences().theme === lastTheme) return
  lastTheme = preferences().theme
  void window.desktop.setTheme(lastTheme)
})
applyTheme()

// A note window uses the main window's clock.
if (!note) {
  let lastOffset = getClockOffset()
  void window.desktop.setClock(lastOffset)
  onPreferences(() => {
    if (getClockOffset() === lastOffset) return
    lastOffset = getClockOffset()
    void window.desktop.setClock(lastOffset)
  })
}

// The first start reads the bundled conference before it shows anything, so keys are collected until then. In an encrypted notebook they
// may belong to the passphrase.
if (!note && !isEncrypted && !preferences().welcomed) collectEarlyKeys()

const loadTexts = startI18n()
setTextsOfParts(loadTexts)
if (note) await loadTexts()
// Render during module evaluation, since Chromium caches the code that is compiled by then for the next start.
const root = createRoot(document.getElementById('root') as HTMLElement)
flushSync(() =>
  root.render(
    <QueryClientProvider client={queryClient}>
      {note ? <NoteWindow note={note} /> : <App />}
    </QueryClientProvider>,
  ),
)
