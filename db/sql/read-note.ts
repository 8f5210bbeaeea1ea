/** Derives data for lists, search and backlinks from a note's Markdown on save. */
import {
  createPartReader,
  type EntryMention,
  getEntries,
  getNoteItems,
  getPictures,
  type NoteItems,
  toPlainText,
} from '../../core/note-format/index.ts'
import type { NoteItem } from '../model.ts'
import { removeMarkers } from './marked-text.ts'

const EXCERPT_LENGTH = 240
/** The maximum number of characters of notes whose parse trees are cached: about the notes of some hours. */
const MAX_CACHED_CHARACTERS = 1_000_000

/** Caches parsed parts, because one note is saved repeatedly with small changes. */
const readParts = createPartReader(MAX_CACHED_CHARACTERS)

export type ReadNote = {
  plainText: string
  excerpt: string
  entries: number
  mentions: (EntryMention & { at: string | null; excerpt: string })[]
  items: NoteItem[]
  /** SHA-256 of each picture that the note shows. */
  pictures: string[]
}

/** @returns the text of each entry, preceded by its time */
export function getEntryTexts(markdown: string): string[] {
  return getEntries(readParts(markdown)).map(({ at, text }) => `${at} ${text}`)
}

export function readNote(markdown: string): ReadNote {
  const root = readParts(markdown)
  const entries = getEntries(root)
  const plainText = removeMarkers(toPlainText(root))
  return {
    plainText,
    excerpt: getFirstWords(plainText),
    entries: entries.filter(({ at }) => at !== null).length || entries.length,
    mentions: entries.flatMap(({ at, text, mentions }) =>
      mentions.map((mention) => ({ ...mention, at, excerpt: getFirstWords(text) })),
    ),
    items: getItems(getNoteItems(root)),
    // Most notes have no pictures, and searching the text is faster than walking the tree.
    pictures: markdown.includes('rapporteur:picture/') ? getPictures(root) : [],
  }
}

function getItems({ tasks, decisions, questions }: NoteItems): NoteItem[] {
  const toItem = (kind: 'decision' | 'question') => (item: NoteItems['decisions'][number]) => {
    const { index, text, at, turn } = item
    const who = turn ? [turn.name] : []
    return { kind, index, text, at, who, members: who.map(() => null), done: false, due: null, planned: null }
  }
  return [
    ...tasks.map(({ index, text, at, who, done, due, planned }) => {
      const names = who.map(({ name }) => name)
      const members = who.map(({ key }) => (key?.kind === 'member' ? key.id : null))
      return { kind: 'task' as const, index, text, at, who: names, members, done, due, planned }
    }),
    ...decisions.map(toItem('decision')),
    ...questions.map(toItem('question')),
  ]
}

/** One line, cut at a word. */
function getFirstWords(text: string): string {
  // This length is enough for the excerpt, and limits the work for long notes.
  const line = text
    .slice(0, EXCERPT_LENGTH * 4)
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (line.length <= EXCERPT_LENGTH) return line
  const cut = line.slice(0, EXCERPT_LENGTH + 1)
  const lastSpace = cut.lastIndexOf(' ')
  const words = lastSpace > 0 ? cut.slice(0, lastSpace) : cut.slice(0, EXCERPT_LENGTH)
  return `${words.toWellFormed()}…`
}
