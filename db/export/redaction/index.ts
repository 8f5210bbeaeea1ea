/** Applies the Chatham House Rule to the source of a report. */
import type { Root } from 'mdast'
import type { IdentifyingHint } from '../../contract/index.ts'
import type { ReportPicture, ReportSource } from '../source/report-source.ts'
import { type ReportLanguage, reportTranslator } from '../source/translate.ts'
import { type Anonymiser, createAnonymiser } from './anonymise.ts'
import { anonymiseBundle } from './bundle.ts'
import { hintFinder } from './hints.ts'
import { type People, peopleIn } from './people.ts'
import { withoutMetadata } from './picture-metadata.ts'

export type Discretion = {
  /**
   * Must be called with all notes before any other method. @returns a key of the set of names: as long as it is the same, a note gives the
   * same result
   */
  meet(roots: readonly Root[]): string
  /** `changed`: how often a name was replaced. */
  note(root: Root): { root: Root; changed: number }
  text(value: string): string
  /** Removes names from everything except the notes: speakers, contacts, and things named after a person. */
  source(source: ReportSource): ReportSource
  /** Passages of the notes that may still reveal who spoke. */
  hints(notes: readonly { root: Root; session: string | null }[]): IdentifyingHint[]
}

export function createDiscretion(source: ReportSource, language: ReportLanguage): Discretion {
  const { speakers, contacts, mergedContacts, directory, conference } = source
  const people = { speakers, contacts: [...contacts, ...mergedContacts], directory }
  const t = reportTranslator(language)
  let met: People = peopleIn(people, [], conference.slug)
  // Computed on demand: a thousand speakers have many names to look for.
  let made: Anonymiser | null = null
  const anonymiser = (): Anonymiser => {
    made ??= createAnonymiser(met, t)
    return made
  }
  let key = ''
  const text = (value: string) => anonymiser().text(value)
  return {
    meet(roots) {
      met = peopleIn(people, roots, conference.slug)
      made = null
      key = JSON.stringify([language, met.known, [...met.organisations]])
      return key
    },
    note(root) {
      const before = anonymiser().changed()
      const without = anonymiser().note(root)
      return { root: without, changed: anonymiser().changed() - before }
    },
    text,
    source: (whole) => {
      const sessions = whole.sessions.map((session) => ({ ...session, speakers: [] }))
      const { notes, pictures, bundle, ...others } = whole
      const { address } = anonymiser()
      const texts = new Map<string, string>(notes.map(({ id, markdown }) => [id, markdown]))
      return {
        ...mapStrings(
          { ...others, sessions, contacts: [], mergedContacts: [], speakers: [], directory: [] },
          text,
          address,
        ),
        pictures: pictures.flatMap(bare),
        bundle: bundle && anonymiseBundle(bundle, { text, address }, texts, bundle.pictures.flatMap(bare)),
        // The Markdown is already without names.
        notes: notes.map(({ markdown, ...note }) => ({
          ...mapStrings(note, text, address),
          markdown,
        })),
      }
    },
    hints: (notes) => hintFinder(met.known, people, key)(notes),
  }
}

/** Removes a picture's metadata, which may name the photographer. Leaves out an unreadable picture; its description stays. */
function bare<P extends ReportPicture>(picture: P): P[] {
  try {
    const bytes = withoutMetadata(picture.bytes, picture.type)
    return [{ ...picture, bytes, size: bytes.length }]
  } catch {
    return []
  }
}

/** Replaces equal strings equally, so that references stay intact. An address that contains a name is dropped. */
function mapStrings<T>(
  value: T,
  map: (text: string) => string,
  address: (url: string) => string | null,
  key = '',
): T {
  if (typeof value === 'string') return (key === 'url' ? address(value) : map(value)) as T
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, map, address)) as T
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, mapStrings(item, map, address, name)]),
  ) as T
}
