/** Applies the Chatham House Rule to the source of a report. */
import { createHmac } from 'node:crypto'
import type { Root } from 'mdast'
import type { IdentifyingHint } from '../../contract/index.ts'
import type { ReportPicture, ReportSource } from '../source/report-source.ts'
import { getReportTranslator, type ReportLanguage } from '../source/translate.ts'
import { type Anonymiser, createAnonymiser } from './anonymise.ts'
import { anonymiseBundle, createKeyReplacer } from './bundle.ts'
import { createHintFinder } from './hints.ts'
import { findPeople, type People } from './people.ts'
import { removeMetadata } from './picture-metadata.ts'

export type Redactor = {
  /** Registers the names in all notes; call it first. @returns a cache key that changes with the set of names */
  registerNotes(roots: readonly Root[]): string
  /** `changed`: how often a name was replaced. */
  redactNote(root: Root): { root: Root; changed: number }
  redactText(value: string): string
  /** Removes names from everything except the notes: speakers, contacts, and things named after a person. */
  redactSource(source: ReportSource): ReportSource
  /** Passages of the notes that may still reveal who spoke. */
  findHints(notes: readonly { root: Root; session: string | null }[]): IdentifyingHint[]
}

export function createRedactor(source: ReportSource, language: ReportLanguage): Redactor {
  const { sessions, contacts, formerContacts, directory, conference } = source
  // The people of own entries are not among the programme's speakers.
  const speakers = [...source.speakers, ...sessions.flatMap(({ own, speakers: met }) => (own ? met : []))]
  const knownPeople = { speakers, contacts: [...contacts, ...formerContacts], directory }
  const t = getReportTranslator(language)
  let people: People = findPeople(knownPeople, [], conference.slug)
  // Computed on demand, since a thousand speakers have many names.
  let cached: Anonymiser | null = null
  const getAnonymiser = (): Anonymiser => {
    cached ??= createAnonymiser(people, t)
    return cached
  }
  let namesKey = ''
  const anonymiseText = (value: string) => getAnonymiser().anonymiseText(value)
  // A hidden key is the same in every export, so that calendars update an event. Nobody can guess the key without the author's id.
  const replaceKey = createKeyReplacer(anonymiseText, (hidden) =>
    createHmac('sha256', source.author.id).update(`${conference.slug}/${hidden}`).digest('hex').slice(0, 16),
  )
  const redactField = (value: string, field: string) => {
    if (field === 'url') return getAnonymiser().anonymiseAddress(value)
    if (FIELDS_WITHOUT_NAMES.has(field)) return value
    return KEYS.has(field) ? replaceKey(value) : anonymiseText(value)
  }
  return {
    registerNotes(roots) {
      people = findPeople(knownPeople, roots, conference.slug)
      cached = null
      namesKey = JSON.stringify([language, people.known, [...people.organisations]])
      return namesKey
    },
    redactNote(root) {
      const before = getAnonymiser().countReplaced()
      const redacted = getAnonymiser().anonymiseNote(root)
      return { root: redacted, changed: getAnonymiser().countReplaced() - before }
    },
    redactText: anonymiseText,
    redactSource: (whole) => {
      const sessions = whole.sessions.map((session) => ({ ...session, speakers: [] }))
      const { notes, pictures, bundle, wordTemplate, ...others } = whole
      const { anonymiseAddress } = getAnonymiser()
      const texts = new Map<string, string>(notes.map(({ id, markdown }) => [id, markdown]))
      return {
        ...mapStrings(
          { ...others, sessions, contacts: [], formerContacts: [], speakers: [], directory: [] },
          redactField,
        ),
        pictures: pictures.flatMap(stripMetadata),
        wordTemplate: redactLetterhead(wordTemplate, anonymiseText),
        bundle:
          bundle &&
          anonymiseBundle(
            bundle,
            { anonymiseText, anonymiseAddress },
            texts,
            bundle.pictures.flatMap(stripMetadata),
          ),
        // The Markdown is already without names.
        notes: notes.map(({ markdown, ...note }) => ({
          ...mapStrings(note, redactField),
          markdown,
        })),
      }
    },
    findHints: (notes) => createHintFinder(people.known, knownPeople, namesKey)(notes),
  }
}

/** Metadata may name the photographer. An unreadable picture is left out; its description stays. */
function stripMetadata<P extends ReportPicture>(picture: P): P[] {
  try {
    const bytes = removeMetadata(picture.bytes, picture.type)
    return [{ ...picture, bytes, size: bytes.length }]
  } catch {
    return []
  }
}

/** Replaces names in the words of the letterhead and in the descriptions of its pictures. */
function redactLetterhead(
  template: ReportSource['wordTemplate'],
  anonymiseText: (value: string) => string,
): ReportSource['wordTemplate'] {
  if (!template?.letterhead) return template
  const redact = (part: string | null) =>
    part?.replaceAll(/(?<=>)[^<>]+(?=<)|(?<= (?:descr|title)=")[^"]+/g, (words) => anonymiseText(words)) ??
    null
  const { header, footer } = template.letterhead
  return {
    ...template,
    letterhead: { ...template.letterhead, header: redact(header), footer: redact(footer) },
  }
}

/** Fields that refer to something by its key. */
const KEYS: ReadonlySet<string> = new Set(['guid', 'session', 'room', 'keyMessage', 'parent'])
/** Fields that contain one of a few fixed words. In the time zone "America/Santiago", "Santiago" is not a person. */
const FIELDS_WITHOUT_NAMES: ReadonlySet<string> = new Set(['timeZone', 'kind', 'status'])

type MapField = (text: string, field: string) => string | null

/** Changes every text of the value. `field`: the field that contains the text, or the list with the text. */
function mapStrings<T>(value: T, map: MapField, field = ''): T {
  if (typeof value === 'string') return map(value, field) as T
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, map, field)) as T
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, mapStrings(item, map, name)]),
  ) as T
}
