/** Converts the choice of notes between the form and the store. Pure functions. */
import type { ReportChoice, ReportPreset } from '../../../db/contract/index.ts'
import type { Guid, NoteSummary, Session } from '../../../db/model.ts'

export type Choice = {
  /** The sessions left out, so that notes written later are included by default. */
  excludedSessions: ReadonlySet<Guid>
  /** Whether notes without a session are included too. */
  includesOthers: boolean
  /** Only notes with one of these tags are included; if empty, all notes. */
  tags: readonly string[]
}
export const defaultChoice: Choice = { excludedSessions: new Set(), includesOthers: true, tags: [] }

export type Available = {
  /** Sessions with notes, in the programme's order. */
  sessions: { session: Session; entries: number }[]
  /** Entries in notes without a session, or with one that is not in the programme. */
  otherEntries: number
  /** The tags of the notes and the chosen tags, which can then be removed again, in alphabetical order. */
  tags: string[]
}

/** Removes those of the chosen tags that no note has. */
export function dropUnknownTags(choice: Choice, notes: readonly NoteSummary[]): Choice {
  const known = new Set(notes.flatMap(({ tags }) => tags))
  return choice.tags.every((tag) => known.has(tag))
    ? choice
    : { ...choice, tags: choice.tags.filter((tag) => known.has(tag)) }
}

/** `tags`: the chosen tags. */
export function getAvailable(
  sessions: readonly Session[],
  all: readonly NoteSummary[],
  tags: readonly string[],
): Available {
  const notes = tags.length > 0 ? all.filter((note) => note.tags.some((tag) => tags.includes(tag))) : all
  const counts = new Map<Guid | null, number>()
  const known = new Set(sessions.map(({ guid }) => guid))
  for (const { session, entries } of notes) {
    const key = session !== null && known.has(session) ? session : null
    counts.set(key, (counts.get(key) ?? 0) + entries)
  }
  return {
    sessions: sessions.flatMap((session) => {
      const entries = counts.get(session.guid) ?? 0
      return entries > 0 ? [{ session, entries }] : []
    }),
    otherEntries: counts.get(null) ?? 0,
    tags: [...new Set([...tags, ...all.flatMap((note) => note.tags)])].sort((a, b) => a.localeCompare(b)),
  }
}

/** Notes without a session can be included only with all sessions, as the store requires. */
export function canIncludeOthers({ sessions }: Available, { excludedSessions }: Choice): boolean {
  return !sessions.some(({ session }) => excludedSessions.has(session.guid))
}

/** Counts the sessions and entries of the report. */
export function countChosen(available: Available, choice: Choice): { sessions: number; entries: number } {
  const chosen = available.sessions.filter(({ session }) => !choice.excludedSessions.has(session.guid))
  const otherEntries = getChosenSessions(available, choice) === null ? available.otherEntries : 0
  return {
    sessions: chosen.length,
    entries: chosen.reduce((sum, { entries }) => sum + entries, otherEntries),
  }
}

/** The sessions for ReportOptions: null for all sessions and the notes without one. */
export function getChosenSessions(available: Available, choice: Choice): Guid[] | null {
  const withOthers = choice.includesOthers || available.otherEntries === 0
  if (withOthers && canIncludeOthers(available, choice)) return null
  return available.sessions
    .map(({ session }) => session.guid)
    .filter((guid) => !choice.excludedSessions.has(guid))
}

/** Translation keys of the built-in presets' names. */
export const builtInNames: Record<string, 'missionReport' | 'onlyNotes' | 'actionList'> = {
  'mission-report': 'missionReport',
  'only-notes': 'onlyNotes',
  'action-list': 'actionList',
}

/** Whether the choice equals that of the preset. */
export function isSameAsPreset(choice: ReportChoice, { choice: presetChoice }: ReportPreset): boolean {
  const parts = Object.keys(presetChoice.include) as (keyof ReportChoice['include'])[]
  return (
    choice.order === presetChoice.order &&
    parts.every((part) => choice.include[part] === presetChoice.include[part]) &&
    (['language', 'paper', 'format'] as const).every(
      (field) => presetChoice[field] === null || choice[field] === presetChoice[field],
    )
  )
}
