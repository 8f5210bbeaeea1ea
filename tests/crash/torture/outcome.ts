/** The result of a test: what happened to the acknowledged texts. */
import type { Acknowledged, Found } from './notebook.ts'

export type Outcome = {
  acknowledged: number
  /** The number of acknowledged texts in the notebook or in a backup that the app offers. */
  recoverable: number
  /** Whether the app reported the damage; null if there was nothing to report. */
  isReported: boolean | null
  /** Texts that cannot be recovered, with the cause. */
  lost: string[]
  /** Texts that are missing or were not saved although the app reported nothing. */
  unreported: string[]
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
  const isRefusalReported = refusals.length > 0 && refusals.every((code) => code !== null)
  const isReportDue = missing.length > 0 || refusals.length > 0
  const isReported = found.isReported || isRefusalReported
  const unreported: string[] = []
  if (missing.length > 0 && !isReported)
    unreported.push(`${cause}: ${missing.length} notes are not in the notebook`)
  if (refusals.includes(null)) unreported.push(`${cause}: a save that could not be stored was acknowledged`)
  return {
    acknowledged: all.length,
    recoverable: all.length - lost.length,
    isReported: isReported || (isReportDue ? false : null),
    lost: lost.map((text) => `${cause}: ${text.slice(0, 40)}`),
    unreported,
  }
}

/** Combines several runs of one row. `isReported` is true if the app reported in each run in which there was something to report. */
export function sumOutcomes(outcomes: readonly Outcome[]): Outcome {
  const reports = outcomes.map(({ isReported }) => isReported).filter((isReported) => isReported !== null)
  const add = (pick: (outcome: Outcome) => number) =>
    outcomes.reduce((total, outcome) => total + pick(outcome), 0)
  return {
    acknowledged: add((outcome) => outcome.acknowledged),
    recoverable: add((outcome) => outcome.recoverable),
    isReported: reports.length === 0 ? null : reports.every(Boolean),
    lost: outcomes.flatMap(({ lost }) => lost),
    unreported: outcomes.flatMap(({ unreported }) => unreported),
  }
}
