/** Which sessions a delegation would want to be in. Pure. */
import type { Session } from '../../../db/model.ts'

/** Breaks, dinners and milestones need nobody, and own entries only the delegate. */
export function needsCover({ kind, status, own }: Pick<Session, 'kind' | 'status' | 'own'>): boolean {
  return !own && status === 'confirmed' && kind !== 'social' && kind !== 'milestone'
}
