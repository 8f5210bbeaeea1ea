/** What programmes call a session → the kinds of the bundle. */
import type { ConferenceBundle } from '../../model.ts'

type SessionKind = ConferenceBundle['sessions'][number]['kind']

const kinds: readonly (readonly [RegExp, SessionKind])[] = [
  [/keynote|plenar|ceremony/, 'plenary'],
  [/workshop|hands-?on|tutorial|training|sprint/, 'workshop'],
  [
    /party|social|concert|\bdj\b|djset|musi[ck]|performance|film|movie|game|contest|dinner|lunch|break|coffee|reception|kunst/,
    'social',
  ],
  [
    /talk|lecture|podium|panel|discussion|diskussion|presentation|vortrag|session|devroom|track|lightning|bof|meeting|podcast/,
    'talk',
  ],
]

/** '' is a talk, as most are; what is not known is other. */
export function kindOf(type: string): SessionKind {
  if (type.trim() === '') return 'talk'
  const name = type.slice(0, 200).toLowerCase()
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'other'
}
