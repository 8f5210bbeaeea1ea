/** Finds the entries that were written in a time span, from the timestamps in notes and from kept versions. */
import { getEntries, parseNote } from '../../core/note-format/index.ts'
import type { CheckedInput, DatedEntry } from '../contract/index.ts'
import type { Instant } from '../model.ts'
import type { Sql } from '../store/open.ts'

type Entry = ReturnType<typeof getEntries>[number]
type Candidate = Pick<DatedEntry, 'note' | 'session' | 'keyMessage'> & {
  rowid: number
  createdAt: Instant
  updatedAt: Instant
  /** Whether the text changed during the span. */
  changed: 0 | 1
  markdown: string
}
type Version = { savedAt: Instant; replacedAt: Instant; markdown: string }

/** A timestamp (docs/note-format.md). Searched for before parsing, because most notes have none in the span. */
const STAMP = /rapporteur:at\/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z/g

/** Oldest note first, entries in text order. Leaves out colleagues' notes, which were not written here. */
export function findEntriesBetween(sql: Sql, input: CheckedInput<'notes.listByTime'>): DatedEntry[] {
  const candidates = sql<Candidate>(
    `SELECT note.id AS rowid, note.uuid AS note, note.session, note.key_message AS keyMessage,
       note.created_at AS createdAt, note.updated_at AS updatedAt, note.markdown,
       note.created_at < @savedTo AND (note.created_at >= @savedFrom OR EXISTS (
         SELECT 1 FROM note_version WHERE note_id = note.id AND saved_at < @savedTo AND replaced_at >= @savedFrom
       )) AS changed
     FROM note LEFT JOIN note_handling AS handling ON handling.note_id = note.id
     WHERE note.conference = @conference AND note.deleted_at IS NULL AND handling.created_by IS NULL
     ORDER BY note.created_at, note.id`,
  ).all(input)
  return candidates
    .filter(({ changed, markdown }) => changed === 1 || hasStampWithin(markdown, input))
    .flatMap((candidate) => {
      const { note, session, keyMessage, markdown } = candidate
      const { atStart, atEnd } =
        candidate.changed === 1
          ? getTextsAround(sql, candidate, input)
          : { atStart: markdown, atEnd: markdown }
      return listEntriesWithin({ atStart, atEnd, present: markdown }, input).map((entry) => ({
        note,
        session,
        keyMessage,
        ...entry,
      }))
    })
}

type Span = Pick<CheckedInput<'notes.listByTime'>, 'from' | 'to' | 'savedFrom' | 'savedTo'>

function hasStampWithin(markdown: string, { from, to }: Span): boolean {
  return [...markdown.matchAll(STAMP)].some(([, second]) => isWithin(`${second}.000Z`, from, to))
}

/** `to` is exclusive. */
function isWithin(at: Instant, from: Instant, to: Instant): boolean {
  return at >= from && at < to
}

/**
 * Finds the texts at the start and at the end of the span, as exactly as the kept versions allow (note-versions.ts). If no version matches,
 * it uses an earlier text for the start and a later text for the end.
 */
function getTextsAround(
  sql: Sql,
  { rowid, createdAt, updatedAt, markdown }: Candidate,
  { savedFrom, savedTo }: Span,
): { atStart: string; atEnd: string } {
  const versions = sql<Version>(
    `SELECT saved_at AS savedAt, replaced_at AS replacedAt, markdown FROM note_version
     WHERE note_id = ? ORDER BY revision`,
  ).all(rowid)
  const atStart =
    createdAt >= savedFrom
      ? ''
      : (versions.findLast(({ savedAt }) => savedAt < savedFrom) ?? versions[0])?.markdown
  const atEnd =
    updatedAt < savedTo ? markdown : versions.find(({ replacedAt }) => replacedAt >= savedTo)?.markdown
  return { atStart: atStart ?? markdown, atEnd: atEnd ?? markdown }
}

function listEntriesWithin(
  texts: { atStart: string; atEnd: string; present: string },
  { from, to }: Span,
): Pick<DatedEntry, 'at' | 'isChanged' | 'kind' | 'text' | 'isGone'>[] {
  const read = (markdown: string) => getEntries(parseNote(markdown))
  const atEnd = read(texts.atEnd)
  const atStart = texts.atStart === texts.atEnd ? atEnd : read(texts.atStart)
  const present = texts.present === texts.atEnd ? atEnd : read(texts.present)
  const startKeys = new Set(atStart.map(getKey))
  const presentKeys = new Set(present.map(getKey))
  const presentTimes = new Set(present.map(({ at }) => at))
  return atEnd.flatMap((entry) => {
    const { at, kind, text } = entry
    const hasTimeWithin = at !== null && isWithin(at, from, to)
    const isLater = at !== null && at >= to
    if (text === '' || isLater || (!hasTimeWithin && startKeys.has(getKey(entry)))) return []
    // An entry that was only reworded since then keeps its timestamp.
    const isGone = !presentKeys.has(getKey(entry)) && (at === null || !presentTimes.has(at))
    return [{ at, isChanged: !hasTimeWithin, kind, text, isGone }]
  })
}

function getKey({ at, kind, text }: Entry): string {
  return JSON.stringify([at, kind, text])
}
