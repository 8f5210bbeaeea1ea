/**
 * Whether the delegate shares internal notes and stars. The computers of one person may change that at different times. The last change
 * counts on all of them, since colleagues would otherwise see what the computer that wrote last shares.
 */
import type { ConferenceSlug } from '../../model.ts'
import type { Writer } from '../../store/context.ts'
import type { DelegationRecord } from './record.ts'
import { changeState, type DelegationState, getNextTime } from './state.ts'

const sharedChoices = ['internal', 'stars'] as const

/** Must run in a transaction. */
export function saveChoice(
  { sql, now }: Writer,
  slug: ConferenceSlug,
  { choice, isPaused }: Pick<DelegationState, 'choice' | 'isPaused'>,
): void {
  changeState(sql, slug, (state) => {
    for (const name of sharedChoices) {
      if (state.choice[name] === choice[name]) continue
      // Later than the change that it replaces, even if this computer's clock is slow.
      const at = getNextTime(state.choices?.[name]?.at ?? '', now())
      state.choices = { ...state.choices, [name]: { at, isShared: choice[name] } }
    }
    Object.assign(state, { choice, isPaused, mark: '' })
  })
}

/** Applies the later choices that the delegate made on another computer. Changes `state`. */
export function receiveChoices(state: DelegationState, { choices }: DelegationRecord): void {
  for (const name of sharedChoices) {
    const theirs = choices[name]
    if (!theirs || theirs.at <= (state.choices?.[name]?.at ?? '')) continue
    state.choices = { ...state.choices, [name]: theirs }
    state.choice = { ...state.choice, [name]: theirs.isShared }
  }
}
