/** Going over to another conference, at once or with a place in it. */
import type { ConferenceSlug } from '../../../db/model.ts'
import { preferences, setPreferences } from '../../lib/preferences.ts'
import { prefetch } from '../../lib/queries.ts'
import { go } from '../../lib/router.ts'

export async function openConference(conference: ConferenceSlug, route?: string): Promise<void> {
  // The conference and the place in it change in one step: no screen looks for the one in the other.
  if (preferences().conference !== conference) await prefetch('conferences.get', { conference })
  setPreferences({ conference })
  if (route !== undefined) go(route)
}
