/** The result of a test: what happened to everything acknowledged. */
import type { Acknowledged, Found } from './notebook.ts'

export type Outcome = {
  acknowledged: number
  /** The number of acknowledged texts in the notebook or in a backup that the app offers. */
  there: number
  /** Whether the app reported the damage; null if there was nothing to report. */
  told: boolean | null
  /** Texts that cannot be recovered, with the cause. */
  lost: string[]
  /** Texts that are missing or were not saved although the app reported nothing. */
  silent: string[]
}
export type Row = { name: string; run: () => Promise<Outcome> | Outcome }

/** `cause`: the damage. `refusals`: the error codes of failed saves, or null for a save that succeeded wrongly. */
export function getOutcome(
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

/** Combines several runs of one row. The row counts as reported if every run in which there was something to report was reported. */
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
