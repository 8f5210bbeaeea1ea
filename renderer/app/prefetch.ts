/** Prefetches the data of the frame and the agenda before they render; their queries would otherwise run one after the other. */
import type { ConferenceSlug } from '../../db/model.ts'
import { pickConference } from '../features/sessions/index.ts'
import { preferences, setPreferences } from '../lib/preferences.ts'
import { getCachedAnswer, prefetch } from '../lib/queries.ts'

export async function prefetchFirstScreen(): Promise<void> {
  const preferred = preferences().conference as ConferenceSlug | null
  const preferredConference = preferred && prefetchConference(preferred)
  await Promise.all([prefetch('status.get', {}), prefetch('conferences.list', {}), preferredConference])
  const conferences = getCachedAnswer('conferences.list', {})
  if (conferences?.some(({ slug }) => slug === preferred)) return
  const first = pickConference(conferences ?? [], null)
  if (!first) return
  // The next start can query this conference without waiting for the list.
  setPreferences({ conference: first })
  await prefetchConference(first)
}

async function prefetchConference(conference: ConferenceSlug): Promise<void> {
  await Promise.all([
    prefetch('conferences.get', { conference }),
    prefetch('sessions.list', { conference }),
    prefetch('stars.list', { conference }),
    prefetch('notes.list', { conference }),
  ])
}
