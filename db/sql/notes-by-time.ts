/** What was written between two moments: by the times that stand in the notes, and by the versions that were kept. */
import { getEntries, parseNote } from '../../core/note-format/index.ts'
import type { CheckedInput, WrittenEntry } from '../contract/index.ts'
import type { Instant } from '../model.ts'
import type { Sql } from '../store/open.ts'

type Entry = ReturnType<typeof getEntries>[number]
type Candidate = Pick<WrittenEntry, 'note' | 'session' | 'keyMessage'> & {
  rowid: number
  createdAt: Instant
  updatedAt: Instant
  /** Its text was another one at some moment of the span. */
  changed: 0 | 1
  markdown: string
}
type Version = { savedAt: Instant; replacedAt: Instant; markdown: string }

/** As docs/note-format.md writes a time. Looked for before anything is parsed: most notes have nothing of the span. */
const STAMP = /rapporteur:at\/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z/g

/** Oldest note first, in the order of each text. Only what is the delegate's own: a colleague's note was not written here. */
export function writtenBetween(sql: Sql, input: CheckedInput<'notes.written'>): WrittenEntry[] {
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
      const { before, after } =
        candidate.changed === 1 ? textsAround(sql, candidate, input) : { before: markdown, after: markdown }
      return entriesWithin({ before, after, present: markdown }, input).map((entry) => ({
        note,
        session,
        keyMessage,
        ...entry,
      }))
    })
}

type Span = Pick<CheckedInput<'notes.written'>, 'from' | 'to' | 'savedFrom' | 'savedTo'>

function hasStampWithin(markdown: string, { from, to }: Span): boolean {
  return [...markdown.matchAll(STAMP)].some(([, second]) => isWithin(`${second}.000Z`, from, to))
}

/** `to` is the first instant that is not within. */
function isWithin(at: Instant, from: Instant, to: Instant): boolean {
  return at >= from && at < to
}

/**
 * The text before the span and the one at its end, as near as versions tell: one is kept every five minutes of writing and before
 * each pause (note-versions.ts). Where they do not tell, the earlier text and the later one.
 */
function textsAround(
  sql: Sql,
  { rowid, createdAt, updatedAt, markdown }: Candidate,
  { savedFrom, savedTo }: Span,
): { before: string; after: string } {
  const versions = sql<Version>(
    `SELECT saved_at AS savedAt, replaced_at AS replacedAt, markdown FROM note_version
     WHERE note_id = ? ORDER BY revision`,
  ).all(rowid)
  const before =
    createdAt >= savedFrom
      ? ''
      : (versions.findLast(({ savedAt }) => savedAt < savedFrom) ?? versions[0])?.markdown
  const after =
    updatedAt < savedTo ? markdown : versions.find(({ replacedAt }) => replacedAt >= savedTo)?.markdown
  return { before: before ?? markdown, after: after ?? markdown }
}

function entriesWithin(
  texts: { before: string; after: string; present: string },
  { from, to }: Span,
): Pick<WrittenEntry, 'at' | 'is' | 'kind' | 'text' | 'isGone'>[] {
  const read = (markdown: string) => getEntries(parseNote(markdown))
  const after = read(texts.after)
  const old = new Set(texts.before === texts.after ? after.map(getKey) : read(texts.before).map(getKey))
  const present = texts.present === texts.after ? after : read(texts.present)
  const presentKeys = new Set(present.map(getKey))
  const presentTimes = new Set(present.map(({ at }) => at))
  return after.flatMap((entry) => {
    const { at, kind, text } = entry
    const isBegun = at !== null && isWithin(at, from, to)
    const isLater = at !== null && at >= to
    if (text === '' || isLater || (!isBegun && old.has(getKey(entry)))) return []
    // One that was only rewritten since then has its time still.
    const isGone = !presentKeys.has(getKey(entry)) && (at === null || !presentTimes.has(at))
    return [{ at, is: isBegun ? ('begun' as const) : ('changed' as const), kind, text, isGone }]
  })
}

function getKey({ at, kind, text }: Entry): string {
  return JSON.stringify([at, kind, text])
}
