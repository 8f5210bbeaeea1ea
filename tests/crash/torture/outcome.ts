/** What became of what was acknowledged. */
import type { Acknowledged, Found } from './notebook.ts'

export type Outcome = {
  acknowledged: number
  /** Of these: in the notebook or in a backup that the app offers. */
  there: number
  /** null: there was nothing to tell. */
  told: boolean | null
  /** Not to be had any more, with what was done. */
  lost: string[]
  /** Missing from the notebook, or not saved, without a word. */
  silent: string[]
}
export type Row = { name: string; run: () => Promise<Outcome> | Outcome }

/** `cause`: what was done. `refusals`: the codes that saves failed with meanwhile, null for one that claimed success. */
export function judge(
  cause: string,
  acknowledged: Acknowledged,
  found: Found,
  refusals: readonly (string | null)[] = [],
): Outcome {
  const all = [...acknowledged]
  const lost = all.filter((text) => !found.recoverable.has(text))
  const missing = all.filter((text) => !found.texts.has(text))
  const isToldOnSave = refusals.length > 0 && refusals.every((code) => code !== null)
  const isTold = found.isTold || isToldOnSave
  const silent = [
    ...(missing.length > 0 && !isTold ? [`${cause}: ${missing.length} notes are not in the notebook`] : []),
    ...(refusals.includes(null) ? [`${cause}: a save that could not be kept was acknowledged`] : []),
  ]
  return {
    acknowledged: all.length,
    there: all.length - lost.length,
    told: isTold ? true : missing.length > 0 || refusals.length > 0 ? false : null,
    lost: lost.map((text) => `${cause}: ${text.slice(0, 40)}`),
    silent,
  }
}

/** Several tries of one row. Told if each was that had something to tell. */
export function sum(outcomes: readonly Outcome[]): Outcome {
  const told = outcomes.flatMap((outcome) => (outcome.told === null ? [] : [outcome.told]))
  const add = (pick: (outcome: Outcome) => number) =>
    outcomes.reduce((total, outcome) => total + pick(outcome), 0)
  return {
    acknowledged: add((outcome) => outcome.acknowledged),
    there: add((outcome) => outcome.there),
    told: told.length === 0 ? null : told.every(Boolean),
    lost: outcomes.flatMap(({ lost }) => lost),
    silent: outcomes.flatMap(({ silent }) => silent),
  }
}
