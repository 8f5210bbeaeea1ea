/** What `[[` and `@` offer, and which of it fits what is typed. */
import { formatRapporteurUrl } from '../../core/note-format/index.ts'
import { foldedWords, rankOfName } from './name-rank.ts'
import type { MentionAttrs } from './schema.ts'

export type KeyMessage = { id: string; number: string; text: string }
export type Contact = {
  id: string
  name: string
  detail: string
  /** null: a person whom the delegate added; the id is then a UUID. */
  conference: string | null
}
export type PickerKind = 'key-message' | 'contact'
export type Candidate = MentionAttrs & {
  /** What stands first in the list: a number or a name. */
  title: string
  detail: string
  /** For matching, as folded words: what it is called, and the rest. */
  names: string[][]
  words: string[]
}

export function keyMessageCandidates(
  messages: readonly KeyMessage[],
  conference: string,
  labelOf: (number: string) => string,
): Candidate[] {
  return messages.map(({ id, number, text }) => ({
    href: formatRapporteurUrl({ kind: 'key-message', conference, guid: id }),
    label: labelOf(number),
    title: number,
    detail: text,
    ...wordsOf([number, labelOf(number)], text),
  }))
}

export function contactCandidates(contacts: readonly Contact[]): Candidate[] {
  return contacts.map(({ id, name, detail, conference }) => ({
    href: formatRapporteurUrl({ kind: 'contact', conference, id }),
    label: `@${name}`,
    title: name,
    detail,
    ...wordsOf([name], detail),
  }))
}

function wordsOf(titles: string[], detail: string): Pick<Candidate, 'names' | 'words'> {
  const names = titles.map(foldedWords)
  return { names, words: [...names.flat(), ...foldedWords(detail)] }
}

/** Those of which every typed word begins a word, the best match of the name first, otherwise in the given order. */
export function matching(candidates: readonly Candidate[], query: string): Candidate[] {
  const typed = foldedWords(query)
  return candidates
    .filter(({ words }) => typed.every((part) => words.some((word) => word.startsWith(part))))
    .map((candidate) => ({
      candidate,
      rank: Math.min(...candidate.names.map((name) => rankOfName(name, typed))),
    }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ candidate }) => candidate)
}
