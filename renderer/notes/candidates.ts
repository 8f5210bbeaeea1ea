/** What `[[` and `@` offer, and which of it fits what is typed. */
import { formatRapporteurUrl } from '../../core/note-format/index.ts'
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
  /** For matching: folded words, the title's first. */
  words: string[]
  titleWords: number
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
    ...wordsOf(`${number} ${labelOf(number)}`, text),
  }))
}

export function contactCandidates(contacts: readonly Contact[]): Candidate[] {
  return contacts.map(({ id, name, detail, conference }) => ({
    href: formatRapporteurUrl({ kind: 'contact', conference, id }),
    label: `@${name}`,
    title: name,
    detail,
    ...wordsOf(name, detail),
  }))
}

function wordsOf(title: string, detail: string): Pick<Candidate, 'words' | 'titleWords'> {
  const words = foldedWords(title)
  return { words: [...words, ...foldedWords(detail)], titleWords: words.length }
}

/** Without accents and case: `Élisabeth` is found with `elis`. */
function foldedWords(text: string): string[] {
  const folded = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return folded.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Those of which every typed word begins a word; matches in the title first, otherwise in the given order. */
export function matching(candidates: readonly Candidate[], query: string): Candidate[] {
  const typed = foldedWords(query)
  const rank = ({ words, titleWords }: Candidate): number | null => {
    let worst = 0
    for (const part of typed) {
      const index = words.findIndex((word) => word.startsWith(part))
      if (index === -1) return null
      const isWhole = words[index] === part
      worst = Math.max(worst, index < titleWords ? (isWhole ? 0 : 1) : 2)
    }
    return worst
  }
  return candidates
    .map((candidate) => ({ candidate, rank: rank(candidate) }))
    .filter((entry): entry is { candidate: Candidate; rank: number } => entry.rank !== null)
    .sort((a, b) => a.rank - b.rank)
    .map(({ candidate }) => candidate)
}
