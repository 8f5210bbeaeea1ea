/** A report under the Chatham House Rule: made from a source that names nobody. */
import type { Root } from 'mdast'
import type { IdentifyingHint } from '../../contract.ts'
import { headings, type ReportLanguage } from '../headings.ts'
import type { ReportSource } from '../report.ts'
import { type Anonymiser, createAnonymiser } from './anonymise.ts'
import { hintFinder } from './hints.ts'
import { type People, peopleIn } from './people.ts'

export type Discretion = {
  /** To be called with all notes, before any of the others. */
  meet(roots: readonly Root[]): void
  note(root: Root): Root
  text(value: string): string
  /** All of it without names: whom the programme has speak, the people met, what is called after somebody. */
  source<S extends ReportSource>(source: S): S
  /** How often a name was replaced in the notes. */
  changed(): number
  /** What the notes may still tell of who spoke. */
  hints(notes: readonly { root: Root; session: string | null }[]): IdentifyingHint[]
}

export function createDiscretion(source: ReportSource, language: ReportLanguage): Discretion {
  const { speakers, contacts, directory, conference } = source
  const people = { speakers, contacts, directory }
  const words = headings[language].anonymous
  let met: People = peopleIn(people, [], conference.slug)
  let anonymiser: Anonymiser = createAnonymiser(met, words)
  let changed = 0
  const text = (value: string) => anonymiser.text(value)
  return {
    meet(roots) {
      met = peopleIn(people, roots, conference.slug)
      anonymiser = createAnonymiser(met, words)
    },
    note(root) {
      const before = anonymiser.changed()
      const without = anonymiser.note(root)
      changed += anonymiser.changed() - before
      return without
    },
    text,
    source: (whole) => {
      const sessions = whole.sessions.map((session) => ({ ...session, speakers: [] }))
      return { ...mapStrings({ ...whole, sessions, contacts: [], speakers: [], directory: [] }, text) }
    },
    changed: () => changed,
    hints: (notes) => hintFinder(met.known, people)(notes),
  }
}

/** The same string becomes the same everywhere, so that what refers to something still does. */
function mapStrings<T>(value: T, map: (text: string) => string): T {
  if (typeof value === 'string') return map(value) as T
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, map)) as T
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, map)])) as T
}
