/** Replaces times in the future, which come from a wrong clock or are forged to win every merge. */
import type { Instant } from '../model.ts'
import type { NotesBundle } from './bundle.ts'

const TIMES: ReadonlySet<string> = new Set([
  'createdAt',
  'updatedAt',
  'deletedAt',
  'purgedAt',
  'savedAt',
  'replacedAt',
  'addedAt',
  'asOf',
  'appliedAt',
  'undoneAt',
])

/** Changes the bundle in place: future times become the present one. Times of the programme stay. */
export function clampTimes(bundle: NotesBundle, now: Instant): void {
  const { programme: _, pictures: __, files: ___, attachments: ____, ...dated } = bundle
  clamp(dated, now)
  if (bundle.createdAt > now) bundle.createdAt = now
}

function clamp(part: object, now: Instant): void {
  for (const [key, value] of Object.entries(part)) {
    if (typeof value === 'object' && value !== null) clamp(value, now)
    else if (TIMES.has(key) && value > now) Object.assign(part, { [key]: now })
  }
}
