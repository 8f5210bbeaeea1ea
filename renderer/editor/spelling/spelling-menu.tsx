/** The menu of suggestions at a misspelt word: opened by right click, Shift+F10, the menu key, or F7 for the next word. */
import { BookPlus, EyeOff } from 'lucide-react'
import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoteLanguage, Word } from '../../../core/spelling.ts'
import { MenuAt } from '../../ui/menu-popover.tsx'
import { getChecker, type SpellingSource } from './spelling-checker.ts'

export type Spelling = SpellingSource & {
  /** Sets the language of this note, and the default for notes without one. */
  chooseLanguage: (language: NoteLanguage) => void
  /** Adds the word to the delegate's own words. */
  teach: (word: string) => void
  ignore: (word: string) => void
  /** Called if no further word is misspelt, or if spelling is not checked. */
  onNoneFound: () => void
}

type OpenMenu = { word: Word; suggestions: string[]; place: DOMRect }

export function SpellingMenu({ view, spelling }: { view: EditorView; spelling: Spelling }) {
  const { t } = useTranslation()
  const [openMenu, setOpenMenu] = useState<OpenMenu | null>(null)
  const latest = useRef(spelling)
  latest.current = spelling
  const requestedWord = useRef<Word | null>(null)

  const open = useCallback(
    async (word: Word) => {
      requestedWord.current = word
      const { doc } = view.state
      const suggestions = await loadSuggestions(view, word, latest.current.onFailed)
      // Meanwhile the delegate has asked about another word, or the text has changed.
      if (requestedWord.current !== word || view.isDestroyed || view.state.doc !== doc) return
      view.dispatch(
        view.state.tr.setSelection(TextSelection.create(view.state.doc, word.from, word.to)).scrollIntoView(),
      )
      setOpenMenu({ word, suggestions, place: getPlace(view, word) })
    },
    [view],
  )

  useEffect(() => getChecker(view)?.use(spelling), [view, spelling])

  useEffect(() => {
    const checker = getChecker(view)
    if (!checker) return
    checker.onMenu = (word) => void open(word)
    const openNext = async () => {
      const word = await checker.findNext(view.state.selection.to)
      if (word) await open(word)
      else latest.current.onNoneFound()
    }
    checker.onNext = () => {
      checker.onFocus()
      void openNext().catch(latest.current.onFailed)
    }
    return () => {
      checker.onMenu = null
      checker.onNext = null
    }
  }, [view, open])

  if (!openMenu) return null
  const { word, suggestions, place } = openMenu
  const close = () => {
    setOpenMenu(null)
    if (view.isDestroyed) return
    // Moves the caret behind the word, so that typing does not replace it.
    if (getWordText(view, word) === word.text) {
      view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, word.to)))
    }
    view.focus()
  }
  const replace = (text: string) => {
    if (getWordText(view, word) === word.text)
      view.dispatch(view.state.tr.insertText(text, word.from, word.to))
  }
  return (
    <MenuAt
      label={t('spelling.suggestions', { word: word.text })}
      anchorBox={place}
      onClose={close}
      groups={[
        suggestions.length > 0
          ? suggestions.map((text) => ({ id: `word ${text}`, label: text, onAction: () => replace(text) }))
          : [{ id: 'none', label: t('spelling.none'), isDisabled: true, onAction: () => {} }],
        [
          {
            id: 'teach',
            label: t('spelling.teach'),
            icon: <BookPlus aria-hidden />,
            onAction: () => spelling.teach(word.text),
          },
          {
            id: 'ignore',
            label: t('spelling.ignore'),
            icon: <EyeOff aria-hidden />,
            onAction: () => spelling.ignore(word.text),
          },
        ],
      ]}
    />
  )
}

/** @returns an empty list if there are no suggestions */
async function loadSuggestions(
  view: EditorView,
  { text }: Word,
  onFailed: Spelling['onFailed'],
): Promise<string[]> {
  try {
    return (await getChecker(view)?.suggest(text)) ?? []
  } catch (error) {
    onFailed(error)
    return []
  }
}

/** @returns null if the note has become shorter */
function getWordText(view: EditorView, { from, to }: Word): string | null {
  const { doc } = view.state
  return to <= doc.content.size ? doc.textBetween(from, to, '\n', '\ufffc') : null
}

function getPlace(view: EditorView, { from, to }: Word): DOMRect {
  const start = view.coordsAtPos(from, 1)
  const end = view.coordsAtPos(to, -1)
  return new DOMRect(start.left, start.top, Math.max(0, end.right - start.left), end.bottom - start.top)
}
