import { QueryClientProvider } from '@tanstack/react-query'
import { lazy } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { recallProgramme, rememberProgramme } from '../features/sessions/index.ts'
import { startI18n } from '../i18n/index.ts'
import { clockOffset } from '../lib/clock.ts'
import { collectEarlyKeys } from '../lib/key-buffer.ts'
import { loadTheRest } from '../lib/lazy-component.ts'
import { onPreferences, preferences, setPreferences } from '../lib/preferences.ts'
import { queryClient } from '../lib/queries.ts'
import { go } from '../lib/router.ts'
import { connect } from '../lib/store-client.ts'
import { App } from './app.tsx'
import { prefetchFirstScreen } from './prefetch.ts'
import '../ui/fonts.css'
import '../ui/base.css'

const NoteWindow = lazy(async () => ({ default: (await import('./note-window.tsx')).NoteWindow }))

/** What Chromium takes to lay out and paint the first frame once it has been rendered. */
const PAINT_MS = 50

// What is remembered is painted first: a process that starts at the same time would hold it up.
const remembered = recallProgramme()
setTimeout(connect, remembered ? PAINT_MS : 0)
const { note } = window.desktop
if (!note) {
  rememberProgramme(() => preferences().conference)
  void prefetchFirstScreen().then(loadTheRest)
  // Where the delegate was last; the first time, the agenda. Not one document, a drawing that stops the window would do so at each start.
  const { route } = preferences()
  if (location.hash === '') go(route.replace(/^\/documents\/.*/, '/documents'), { replace: true })
  // Where the shell has it come back after the process died, of which nothing tells here.
  else if (location.hash !== `#${route}`) setPreferences({ route: location.hash.slice(1) })
  window.addEventListener('hashchange', () => setPreferences({ route: location.hash.slice(1) }))
}

const dark = window.matchMedia('(prefers-color-scheme: dark)')
/** The shell passes the choice to Chromium, so that "system" and the choice arrive here as one media query. */
function applyTheme(): void {
  document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light'
}
dark.addEventListener('change', applyTheme)
let theme = preferences().theme
void window.desktop.setTheme(theme)
onPreferences(() => {
  if (preferences().theme === theme) return
  theme = preferences().theme
  void window.desktop.setTheme(theme)
})
applyTheme()

// A note's own window has the main one's clock.
if (!note) {
  let offset = clockOffset()
  void window.desktop.setClock(offset)
  onPreferences(() => {
    if (clockOffset() === offset) return
    offset = clockOffset()
    void window.desktop.setClock(offset)
  })
}

// A first start reads the bundled conference before it can show anything.
if (!note && !preferences().welcomed) collectEarlyKeys()

const strings = startI18n()
if (strings) await strings
// Within the module's own evaluation: what Chromium has compiled by its end is in its code cache and not compiled at the next start.
const root = createRoot(document.getElementById('root') as HTMLElement)
flushSync(() =>
  root.render(
    <QueryClientProvider client={queryClient}>
      {note ? <NoteWindow note={note} /> : <App />}
    </QueryClientProvider>,
  ),
)
