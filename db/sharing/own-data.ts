/** Merges the delegate's own data from another computer: templates, presets, taught words, choices per note and delays. */
import { fold } from '../../core/fold.ts'
import { withholdFrom } from '../../core/note-format/index.ts'
import type { OwnPreset } from '../contract/index.ts'
import type { ConferenceSlug, Confidentiality, NoteId } from '../model.ts'
import { addStoredDelay, listStoredDelays, removeStoredDelay } from '../sql/delays.ts'
import { addChoice, listChoices, type NoteChoice, removeChoice } from '../sql/note-choices.ts'
import { getOwnPresets, putPreset, removePreset } from '../sql/presets.ts'
import { forgetWord, teachWord } from '../sql/spelling.ts'
import type { Sql } from '../store/open.ts'
import type { NotesBundle } from './bundle.ts'
import type { CopiedDelay, CopiedTemplate, OwnData } from './bundle-copy.ts'

/** A row of the file that is missing here, or a template that is older here. `own`: which kind of row. */
export type OwnDataStep =
  | { own: 'template'; theirs: CopiedTemplate; ours: CopiedTemplate | null }
  | { own: 'preset'; theirs: OwnPreset & { id: string } }
  | { own: 'word'; word: string; addedAt: string }
  | { own: NoteChoice; note: NoteId; value: string }
  | { own: 'delay'; conference: ConferenceSlug; delay: CopiedDelay }
export type TouchedOwnData =
  | { own: 'template'; id: string; before: CopiedTemplate | null; after: number }
  | Exclude<OwnDataStep, { own: 'template' }>

const templateColumns =
  'uuid AS id, name, markdown, author, revision, updated_at AS updatedAt, deleted_at AS deletedAt'

/**
 * Leaves out a template with a passage that is too confidential, since a template without the passage could later replace the complete one.
 * If private text is not wanted, also leaves out the choices of these notes and all words: single words may reveal the subject of a passage
 * that was left out.
 */
export function getOwnData(
  sql: Sql,
  conference: ConferenceSlug,
  confidentiality: Confidentiality,
  noteIds: readonly NoteId[],
): OwnData {
  const notes = confidentiality === 'private' ? noteIds : null
  return {
    templates: sql<CopiedTemplate>(`SELECT ${templateColumns} FROM note_template ORDER BY uuid`)
      .all()
      .filter(({ markdown }) => withholdFrom(markdown, confidentiality).markdown === markdown),
    presets: getOwnPresets(sql),
    words: notes
      ? sql<{ word: string; addedAt: string }>(
          'SELECT word, added_at AS addedAt FROM own_word WHERE conference = ? ORDER BY word',
        ).all(conference)
      : [],
    notes: (notes ?? []).flatMap((note) => {
      const [language = null] = listChoices(sql, 'language', note) as OwnData['notes'][number]['language'][]
      const ignoredWords = listChoices(sql, 'ignored', note)
      const dismissedLinks = listChoices(sql, 'dismissed', note)
      const isEmpty = language === null && ignoredWords.length + dismissedLinks.length === 0
      return isEmpty ? [] : { note, language, ignoredWords, dismissedLinks }
    }),
    delays: listStoredDelays(sql, conference),
  }
}

/** `shouldMerge`: whether to merge the choices of this note. */
export function planOwnData(
  sql: Sql,
  { own, conference }: NotesBundle,
  shouldMerge: (id: NoteId) => boolean,
): OwnDataStep[] {
  if (!own) return []
  const isStored = (kind: NoteChoice, note: NoteId, value: string) => {
    const ours = listChoices(sql, kind, note)
    // A note has only one language, so a stored language wins.
    return kind === 'language' ? ours.length > 0 : ours.includes(value)
  }
  const presetIds = new Set(getOwnPresets(sql).map(({ id }) => id))
  const findWord = sql('SELECT 1 FROM own_word WHERE word = ?')
  const delayedSessions = new Set(listStoredDelays(sql, conference.slug).map(({ session }) => session))
  return [
    ...own.templates.flatMap((theirs): OwnDataStep | [] => {
      const ours = getTemplate(sql, theirs.id)
      return ours && !isLater(theirs, ours) ? [] : { own: 'template', theirs, ours }
    }),
    ...own.presets.flatMap((theirs): OwnDataStep | [] =>
      presetIds.has(theirs.id) ? [] : { own: 'preset', theirs },
    ),
    ...own.words.flatMap((word): OwnDataStep | [] =>
      findWord.get(word.word) ? [] : { own: 'word', ...word },
    ),
    ...own.delays.flatMap((delay): OwnDataStep | [] =>
      delayedSessions.has(delay.session) ? [] : { own: 'delay', conference: conference.slug, delay },
    ),
    ...own.notes.flatMap(({ note, language, ignoredWords, dismissedLinks }) => {
      if (!shouldMerge(note)) return []
      const values: [NoteChoice, readonly string[]][] = [
        ['language', language === null ? [] : [language]],
        ['ignored', ignoredWords],
        ['dismissed', dismissedLinks],
      ]
      return values.flatMap(([kind, all]) =>
        all.flatMap((value): OwnDataStep | [] =>
          isStored(kind, note, value) ? [] : { own: kind, note, value },
        ),
      )
    }),
  ]
}

/** @returns the data that Undo needs */
export function writeOwnData(sql: Sql, conference: ConferenceSlug, step: OwnDataStep): TouchedOwnData {
  switch (step.own) {
    case 'template':
      putTemplate(sql, step.theirs)
      return { own: 'template', id: step.theirs.id, before: step.ours, after: step.theirs.revision }
    case 'preset': {
      const { id, name, choice } = step.theirs
      putPreset(sql, id, { name: findFreeName(sql, name), choice })
      return step
    }
    case 'word':
      teachWord(sql, { word: step.word, conference, addedAt: step.addedAt })
      return step
    case 'delay':
      addStoredDelay(sql, step.conference, step.delay)
      return step
    default:
      addChoice(sql, step.own, step.note, step.value)
      return step
  }
}

/** @returns false if the data was changed since */
export function undoOwnData(sql: Sql, touched: TouchedOwnData): boolean {
  switch (touched.own) {
    case 'template':
      if (getTemplate(sql, touched.id)?.revision !== touched.after) return false
      if (touched.before) putTemplate(sql, touched.before)
      else sql('DELETE FROM note_template WHERE uuid = ?').run(touched.id)
      return true
    case 'preset':
      return removePreset(sql, touched.theirs.id)
    case 'word':
      return forgetWord(sql, touched.word)
    case 'delay':
      return removeStoredDelay(sql, touched.conference, touched.delay)
    default:
      return removeChoice(sql, touched.own, touched.note, touched.value)
  }
}

function getTemplate(sql: Sql, id: string): CopiedTemplate | null {
  return sql<CopiedTemplate>(`SELECT ${templateColumns} FROM note_template WHERE uuid = ?`).get(id) ?? null
}

function isLater(theirs: CopiedTemplate, ours: CopiedTemplate): boolean {
  if (theirs.revision !== ours.revision) return theirs.revision > ours.revision
  return theirs.updatedAt > ours.updatedAt
}

function putTemplate(sql: Sql, template: CopiedTemplate): void {
  sql(
    `INSERT INTO note_template (uuid, name, markdown, author, revision, updated_at, deleted_at)
     VALUES (@id, @name, @markdown, @author, @revision, @updatedAt, @deletedAt)
     ON CONFLICT (uuid) DO UPDATE SET name = excluded.name, markdown = excluded.markdown, author = excluded.author,
       revision = excluded.revision, updated_at = excluded.updated_at, deleted_at = excluded.deleted_at`,
  ).run(template)
}

/** Numbers the name of a preset if it is taken. */
function findFreeName(sql: Sql, name: string): string {
  const taken = new Set(getOwnPresets(sql).map((preset) => fold(preset.name)))
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? name : `${name.slice(0, 74)} (${count})`
    if (!taken.has(fold(free))) return free
  }
}
