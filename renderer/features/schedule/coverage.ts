/** Decides which sessions a delegation should attend. Pure. */
import type { Session } from '../../../db/model.ts'

/** Whether somebody should attend. Breaks, dinners and milestones need nobody, and own entries only the delegate. */
export function shouldBeAttended({ kind, status, own }: Pick<Session, 'kind' | 'status' | 'own'>): boolean {
  return !own && status === 'confirmed' && kind !== 'social' && kind !== 'milestone'
}
