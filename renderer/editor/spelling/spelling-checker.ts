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
  /** @returns the first misspelt word that ends after the position, wrapping around, or null if there is none */
  findNext(pos: number): Promise<Word | null>
  suggest(word: string): Promise<string[]>
  /** Called when suggestions for a word are wanted. */
  onMenu: ((word: Word) => void) | null
  /** Called when the next misspelt word is wanted. */
  onNext: (() => void) | null
  update(view: EditorView, before: EditorState): void
  destroy(): void
}

const PAUSE_MS = 300
const MAX_WORDS_PER_REQUEST = 1_000

/** The dictionaries' answers for all notes of this window: false for a misspelt word. */
const verdicts: Record<SpellingLanguage, Map<string, boolean>> = {
  en: new Map(),
  fr: new Map(),
  es: new Map(),
  ru: new Map(),
}
const MAX_REMEMBERED = 50_000

const checkers = new WeakMap<EditorView, Checker>()

export function getChecker(view: EditorView): Checker | undefined {
  return checkers.get(view)
}

/** The highlight shared by all notes of the window. */
function getHighlight(): Highlight {
  const before = CSS.highlights.get('misspelt')
  if (before) return before
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
  let marked: Range[] = []
  const abort = new AbortController()

  /** @returns null if nothing is to be checked */
  function getLanguage(): SpellingLanguage | null {
    if (!hasBeenFocused || hasFailed || !source?.language || !source.known || source.language === 'off')
      return null
    return source.language
  }

  /** @returns undefined if the dictionary must be asked for the word */
  function isWrong(word: string, language: SpellingLanguage): boolean | undefined {
    const isRight = verdicts[language].get(word)
    if (isRight || isExempt(word, language) || (source?.known && isKnown(word, source.known))) return false
    return isRight === undefined ? undefined : true
  }

  /** Asks the dictionary for the words whose verdict is not known yet. */
  async function loadVerdicts(words: readonly Word[], language: SpellingLanguage): Promise<void> {
    const unknown = [...new Set(words.map(({ text }) => text))].filter(
      (word) => isWrong(word, language) === undefined,
    )
    for (let from = 0; from < unknown.length && source; from += MAX_WORDS_PER_REQUEST) {
      const batch = unknown.slice(from, from + MAX_WORDS_PER_REQUEST)
      const wrong = new Set(await source.check(language, batch))
      if (verdicts[language].size > MAX_REMEMBERED) verdicts[language].clear()
      for (const word of batch) verdicts[language].set(word, !wrong.has(word))
    }
  }

  function stopChecking(error: unknown): void {
    hasFailed = true
    draw([])
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
    if (!current) return draw([])
    const { doc } = view.state
    const words = findVisibleBlocks(view).flatMap(getWords)
    await loadVerdicts(words, current)
    // If the text changed meanwhile, the next check covers it.
    if (abort.signal.aborted || view.state.doc !== doc || getLanguage() !== current) return
    const { head } = view.state.selection
    draw(
      words.filter(
        ({ text, from, to }) => isWrong(text, current) === true && !(isTyping && from <= head && head <= to),
      ),
    )
  }

  function draw(words: readonly Word[]): void {
    const all = getHighlight()
    for (const range of marked) all.delete(range)
    marked = words.map(({ from, to }) => getRange(view, from, to))
    for (const range of marked) all.add(range)
  }

  /** Removes marks that span two elements because their line was re-rendered; the next check restores them. */
  function removeBrokenMarks(): void {
    for (const range of marked) {
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
      return words.find(({ text, from, to }) => from <= pos && pos <= to && isWrong(text, current)) ?? null
    },
    async findNext(pos) {
      const current = getLanguage()
      if (!current) return null
      const all = getTextBlocks(view.state.doc).flatMap(getWords)
      const start = Math.max(
        0,
        all.findIndex(({ to }) => to > pos),
      )
      const words = [...all.slice(start), ...all.slice(0, start)]
      for (let index = 0; index < words.length; index += MAX_WORDS_PER_REQUEST) {
        const some = words.slice(index, index + MAX_WORDS_PER_REQUEST)
        await loadVerdicts(some, current)
        const found = some.find(({ text }) => isWrong(text, current))
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
      draw([])
    },
  }
  checkers.set(view, checker)
  return checker
}

/** @returns the lines in the visible part, or within one screen of it */
function findVisibleBlocks(view: EditorView): Block[] {
  const { from, to } = findNearby(view, new DOMRect(0, 0, window.innerWidth, window.innerHeight))
  return getTextBlocks(view.state.doc).filter(({ pos }) => from <= pos && pos < to)
}

function getRange(view: EditorView, from: number, to: number): Range {
  const [start, end] = [view.domAtPos(from, 1), view.domAtPos(to, -1)]
  const range = document.createRange()
  range.setStart(start.node, start.offset)
  range.setEnd(end.node, end.offset)
  return range
}
