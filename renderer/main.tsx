import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { queryClient } from './data.ts'
import { startI18n } from './i18n/index.ts'
import { askAhead } from './parts/ask-ahead.ts'
import { go } from './parts/navigate.ts'
import { onPreferences, preferences, setPreferences } from './preferences.ts'
import { connect } from './store.ts'
import './ui/fonts.css'
import './ui/base.css'

connect()
void askAhead()

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

// Where the delegate was last; the first time, the agenda.
if (location.hash === '') go(preferences().route, { replace: true })
window.addEventListener('hashchange', () => setPreferences({ route: location.hash.slice(1) }))

await startI18n()
createRoot(document.getElementById('root') as HTMLElement).render(
  <QueryClientProvider client={queryClient}>
    <App />
  </QueryClientProvider>,
)
