/** The candidates that the pickers offer, and how they match the query. */

import { foldWords, rankName } from '../../../core/name-rank.ts'
import { formatRapporteurUrl, type PersonKey } from '../../../core/note-format/index.ts'
import type { MentionAttrs } from '../schema/schema.ts'

export type KeyMessage = { id: string; number: string; text: string }
export type SessionChoice = { id: string; label: string | null; title: string; detail: string }
export type Contact = {
  id: string
  name: string
  detail: string
  /** null for a person whom the delegate added; the id is then a UUID. */
  conference: string | null
}
/** A person who can be named as a speaker or for a task. */
export type PersonChoice = { key: PersonKey; name: string; detail: string }

/**
 * `key-message`, `session` and `contact` insert a mention, `turn` sets the speaker, `command` runs a toolbar command. `for`, `do` and `due`
 * set a task's assignee, the date on which to do it and its due date.
 */
export type PickerKind = 'key-message' | 'session' | 'contact' | 'turn' | 'for' | 'do' | 'due' | 'command'
export type Candidate = MentionAttrs & {
  /** The number or name at the start of the row. */
  title: string
  detail: string
  /** Folded words for matching. `names`: the words of each name. `words`: all words, including those of the detail. */
  names: string[][]
  words: string[]
  /** The heading of the row's group. */
  group?: string
  /** A second mention that is inserted after this one, such as the due date of a task. */
  next?: MentionAttrs
  /** Called when the row is chosen. If `href` is empty, choosing it does nothing else. */
  onChosen?: () => void
}

export function getKeyMessageCandidates(
  messages: readonly KeyMessage[],
  conference: string,
  formatLabel: (number: string) => string,
): Candidate[] {
  return messages.map(({ id, number, text }) => ({
    href: formatRapporteurUrl({ kind: 'key-message', conference, guid: id }),
    label: formatLabel(number),
    title: number,
    detail: text,
    ...getMatchWords([number, formatLabel(number)], text),
  }))
}

export function getSessionCandidates(sessions: readonly SessionChoice[], conference: string): Candidate[] {
  return sessions.map(({ id, label, title, detail }) => ({
    href: formatRapporteurUrl({ kind: 'session', conference, guid: id }),
    label: label ?? title,
    title: label ?? title,
    detail: label === null ? detail : title,
    ...getMatchWords([label ?? title], `${title} ${detail}`),
  }))
}

/** Tags in use: choosing one removes the query from the text and adds the tag to the note. */
export function getTagCandidates(
  tags: readonly string[],
  detail: string,
  onChosen: (tag: string) => void,
): Candidate[] {
  return tags.map((tag) => ({
    href: '',
    label: '',
    title: `#${tag}`,
    detail,
    ...getMatchWords([tag], ''),
    onChosen: () => onChosen(tag),
  }))
}

export function getContactCandidates(contacts: readonly Contact[]): Candidate[] {
  return contacts.map(({ id, name, detail, conference }) => ({
    href: formatRapporteurUrl({ kind: 'contact', conference, id }),
    label: `@${name}`,
    title: name,
    detail,
    ...getMatchWords([name], detail),
  }))
}

/** `formatLabel` makes the text's label from a name: "UNODC:" or "for UNODC". */
export function getPersonCandidates(
  people: readonly PersonChoice[],
  kind: 'turn' | 'for',
  formatLabel: (name: string) => string,
): Candidate[] {
  return people.map(({ key, name, detail }) => ({
    href: formatRapporteurUrl({ kind, who: key }),
    label: formatLabel(name),
    title: name,
    detail,
    ...getMatchWords([name], detail),
  }))
}

/** The candidate for a person who is in no list and is named only in the text. */
export function createPersonCandidate(
  name: string,
  kind: 'turn' | 'for',
  formatLabel: (name: string) => string,
  detail: string,
): Candidate {
  return {
    href: formatRapporteurUrl({ kind, who: null }),
    label: formatLabel(name),
    title: name,
    detail,
    names: [],
    words: [],
  }
}

/**
 * Candidates for a speaker or a task: people from the lists, then `others`, who speak only in this note. For a task, members of the
 * delegation come first.
 */
export function getPeopleCandidates(
  people: readonly PersonChoice[],
  others: readonly string[],
  kind: 'turn' | 'for',
  formatLabel: (name: string) => string,
): Candidate[] {
  const isFirst = ({ key }: PersonChoice) => kind === 'for' && key.kind === 'member'
  const ordered = [...people.filter(isFirst), ...people.filter((person) => !isFirst(person))]
  return [
    ...getPersonCandidates(ordered, kind, formatLabel),
    ...others.map((name) => ({
      ...createPersonCandidate(name, kind, formatLabel, ''),
      ...getMatchWords([name], ''),
    })),
  ]
}

/** The candidate for a person the delegate has just met. Choosing it adds a contact with this `id`. */
export function createContactCandidate(
  id: string,
  name: string,
  detail: string,
  onChosen: () => void,
): Candidate {
  return {
    href: formatRapporteurUrl({ kind: 'contact', conference: null, id }),
    label: `@${name}`,
    title: name,
    detail,
    names: [],
    words: [],
    onChosen,
  }
}

const PARTICLES =
  'al bin da das de del della den der di do dos du e el ibn la le of ten ter van vom von y zu zum'.split(' ')

/**
 * Whether the text is written like a name: capitalised words with particles between them ("Ana de la Cruz", "J. van Dijk"). The last
 * word may be an unfinished particle. Anything else after an `@` is text: `@ 14:30 we resume`, `@home`.
 */
export function isWrittenAsName(text: string): boolean {
  const [first = '', ...others] = text.split(' ')
  const isCapital = (word: string) => /^(?:\p{Lu}\.|[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}'’-]*)$/u.test(word)
  const isParticle = (word: string, index: number) =>
    PARTICLES.some((particle) =>
      index === others.length - 1 ? particle.startsWith(word) : particle === word,
    )
  return (
    text.length > 1 &&
    isCapital(first) &&
    others.every((word, index) => isCapital(word) || isParticle(word, index))
  )
}

export function getMatchWords(titles: string[], detail: string): Pick<Candidate, 'names' | 'words'> {
  const names = titles.map(foldWords)
  return { names, words: [...names.flat(), ...foldWords(detail)] }
}

/**
 * The candidates that have, for every typed word, a word that begins with it. Those whose name matches best come first; equal ones keep
 * their order.
 */
export function findMatching(candidates: readonly Candidate[], query: string): Candidate[] {
  const typed = foldWords(query)
  return candidates
    .filter(({ words }) => typed.every((part) => words.some((word) => word.startsWith(part))))
    .map((candidate) => ({
      candidate,
      rank: Math.min(...candidate.names.map((name) => rankName(name, typed))),
    }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ candidate }) => candidate)
}

/** Finds the candidate of this name, ignoring accents and case. */
export function findByName(candidates: readonly Candidate[], name: string): Candidate | undefined {
  const typed = foldWords(name).join(' ')
  if (typed === '') return undefined
  return candidates.find(({ names }) => names.some((words) => words.join(' ') === typed))
}
