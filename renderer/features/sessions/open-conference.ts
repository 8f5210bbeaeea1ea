/** Switches to another conference, optionally to a place in it. */
import type { ConferenceSlug } from '../../../db/model.ts'
import { preferences, setPreferences } from '../../lib/preferences.ts'
import { prefetch } from '../../lib/queries.ts'
import { go } from '../../lib/router.ts'

export async function openConference(conference: ConferenceSlug, route?: string): Promise<void> {
  // Conference and route change together, so that no screen looks for the place in the wrong conference.
  if (preferences().conference !== conference) await prefetch('conferences.get', { conference })
  setPreferences({ conference })
  if (route !== undefined) go(route)
}
