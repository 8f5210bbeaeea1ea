/**
 * Marks misspelt words after a pause in typing, only in and near the visible part. The marks use the CSS Custom Highlight API:
 * they change no element of the text, so they do not slow typing, and assistive technology can announce them.
 */
import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import {
  isExempt,
  isKnown,
  type KnownWords,
  type NoteLanguage,
  type SpellingLanguage,
  type Word,
} from '../../../core/spelling.ts'
import { findNearby } from '../plugins/margin.ts'
import './spelling.css'
import { type Block, getTextBlocks, getWords } from './spelling-words.ts'

export type SpellingSource = {
  /** null until it is known. */
  language: NoteLanguage | null
  /** Words that are correct in every language: names, and the delegate's own words. null until they are known. */
  known: KnownWords | null
  /** @returns the words that are misspelt */
  check: (language: SpellingLanguage, words: string[]) => Promise<string[]>
  suggest: (language: SpellingLanguage, word: string) => Promise<string[]>
  /** Called when the cursor first enters the note. The note is checked from then on. */
  onFirstFocus: () => void
  /** Called after the note was edited. */
  onEdited: () => void
  onFailed: (error: unknown) => void
}

export type Checker = {
  /** Replaces the source of language, known words and dictionary. */
  use(source: SpellingSource): void
  /** Call when the cursor enters the note. */
  onFocus(): void
  /** Call when the cursor leaves the note. */
  onBlur(): void
  /** @returns the misspelt word at or beside the position, or null if there is none */
  findAt(pos: number): Word | null
  /** @returns the first misspelt word that ends after the position, or else the first one of the note; null if there is none */
  findNext(pos: number): Promise<Word | null>
  suggest(word: string): Promise<string[]>
  /** Called when the delegate asks for suggestions for a word. */
  onMenu: ((word: Word) => void) | null
  /** Called when the delegate asks for the next misspelt word. */
  onNext: (() => void) | null
  update(view: EditorView, before: EditorState): void
  destroy(): void
}

const PAUSE_MS = 300
const MAX_WORDS_PER_REQUEST = 1_000

/** The dictionaries' answers for the words of all notes of this window, by language. */
const isCorrectByWord: Record<SpellingLanguage, Map<string, boolean>> = {
  en: new Map(),
  fr: new Map(),
  es: new Map(),
  ru: new Map(),
}
const MAX_REMEMBERED_WORDS = 50_000

const checkers = new WeakMap<EditorView, Checker>()

export function getChecker(view: EditorView): Checker | undefined {
  return checkers.get(view)
}

/** The highlight shared by all notes of the window. */
function getHighlight(): Highlight {
  const existing = CSS.highlights.get('misspelt')
  if (existing) return existing
  const highlight = new Highlight()
  highlight.type = 'spelling-error'
  CSS.highlights.set('misspelt', highlight)
  return highlight
}

export function createChecker(view: EditorView): Checker {
  let source: SpellingSource | null = null
  let hasBeenFocused = false
  let isEdited = false
  /** While true, the word at the cursor is unfinished and not marked. */
  let isTyping = false
  let hasFailed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let markedRanges: Range[] = []
  const abort = new AbortController()

  /** @returns null if nothing is to be checked */
  function getLanguage(): SpellingLanguage | null {
    if (!hasBeenFocused || hasFailed || !source?.language || !source.known || source.language === 'off')
      return null
    return source.language
  }

  /** @returns undefined if the dictionary must be asked for the word */
  function isMisspelt(word: string, language: SpellingLanguage): boolean | undefined {
    const isCorrect = isCorrectByWord[language].get(word)
    if (isCorrect || isExempt(word, language) || (source?.known && isKnown(word, source.known))) return false
    return isCorrect === undefined ? undefined : true
  }

  /** Asks the dictionary for the words about which it has not been asked yet. */
  async function askDictionary(words: readonly Word[], language: SpellingLanguage): Promise<void> {
    const unknown = [...new Set(words.map(({ text }) => text))].filter(
      (word) => isMisspelt(word, language) === undefined,
    )
    for (let start = 0; start < unknown.length && source; start += MAX_WORDS_PER_REQUEST) {
      const batch = unknown.slice(start, start + MAX_WORDS_PER_REQUEST)
      const misspelt = new Set(await source.check(language, batch))
      if (isCorrectByWord[language].size > MAX_REMEMBERED_WORDS) isCorrectByWord[language].clear()
      for (const word of batch) isCorrectByWord[language].set(word, !misspelt.has(word))
    }
  }

  function stopChecking(error: unknown): void {
    hasFailed = true
    markWords([])
    source?.onFailed(error)
  }

  function checkSoon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void checkVisible().catch(stopChecking), PAUSE_MS)
  }

  function reportEdit(): void {
    if (isEdited) source?.onEdited()
    isEdited = false
  }

  async function checkVisible(): Promise<void> {
    reportEdit()
    const current = getLanguage()
    if (!current) return markWords([])
    const { doc } = view.state
    const words = findVisibleBlocks(view).flatMap(getWords)
    await askDictionary(words, current)
    // If the text changed meanwhile, the next check covers it.
    if (abort.signal.aborted || view.state.doc !== doc || getLanguage() !== current) return
    const { head } = view.state.selection
    const isUnfinished = ({ from, to }: Word) => isTyping && from <= head && head <= to
    markWords(words.filter((word) => isMisspelt(word.text, current) && !isUnfinished(word)))
  }

  /** Marks these words, and removes all other marks of the note. */
  function markWords(words: readonly Word[]): void {
    const highlight = getHighlight()
    for (const range of markedRanges) highlight.delete(range)
    markedRanges = words.map(({ from, to }) => createRange(view, from, to))
    for (const range of markedRanges) highlight.add(range)
  }

  /** Removes marks that span two elements because their line was re-rendered; the next check restores them. */
  function removeBrokenMarks(): void {
    for (const range of markedRanges) {
      if (range.startContainer !== range.endContainer) CSS.highlights.get('misspelt')?.delete(range)
    }
  }

  const options = { signal: abort.signal, passive: true }
  document.addEventListener('scroll', checkSoon, { ...options, capture: true })
  window.addEventListener('resize', checkSoon, options)

  const checker: Checker = {
    use(next) {
      if (next.language !== source?.language) hasFailed = false
      source = next
      if (view.hasFocus()) checker.onFocus()
      checkSoon()
    },
    onFocus() {
      if (hasBeenFocused || !source) return
      hasBeenFocused = true
      source.onFirstFocus()
      checkSoon()
    },
    onBlur() {
      isTyping = false
      checkSoon()
    },
    findAt(pos) {
      const current = getLanguage()
      const $pos = view.state.doc.resolve(pos)
      if (!current || !$pos.parent.isTextblock) return null
      const words = getWords({ node: $pos.parent, pos: $pos.before() })
      return words.find(({ text, from, to }) => from <= pos && pos <= to && isMisspelt(text, current)) ?? null
    },
    async findNext(pos) {
      const current = getLanguage()
      if (!current) return null
      const allWords = getTextBlocks(view.state.doc).flatMap(getWords)
      const start = Math.max(
        0,
        allWords.findIndex(({ to }) => to > pos),
      )
      const words = [...allWords.slice(start), ...allWords.slice(0, start)]
      for (let index = 0; index < words.length; index += MAX_WORDS_PER_REQUEST) {
        const batch = words.slice(index, index + MAX_WORDS_PER_REQUEST)
        await askDictionary(batch, current)
        const found = batch.find(({ text }) => isMisspelt(text, current))
        if (found) return found
      }
      return null
    },
    async suggest(word) {
      const current = getLanguage()
      return current && source ? source.suggest(current, word) : []
    },
    onMenu: null,
    onNext: null,
    update(_, before) {
      const { doc, selection } = view.state
      if (doc !== before.doc) {
        isTyping = hasBeenFocused && view.hasFocus()
        isEdited ||= isTyping
        removeBrokenMarks()
        checkSoon()
      } else if (isTyping && !selection.eq(before.selection)) {
        isTyping = false
        checkSoon()
      }
    },
    destroy() {
      clearTimeout(timer)
      reportEdit()
      abort.abort()
      markWords([])
    },
  }
  checkers.set(view, checker)
  return checker
}

/** @returns the lines in the visible part and within one height of the window above and below it */
function findVisibleBlocks(view: EditorView): Block[] {
  const { from, to } = findNearby(view, new DOMRect(0, 0, window.innerWidth, window.innerHeight))
  return getTextBlocks(view.state.doc).filter(({ pos }) => from <= pos && pos < to)
}

function createRange(view: EditorView, from: number, to: number): Range {
  const start = view.domAtPos(from, 1)
  const end = view.domAtPos(to, -1)
  const range = document.createRange()
  range.setStart(start.node, start.offset)
  range.setEnd(end.node, end.offset)
  return range
}
