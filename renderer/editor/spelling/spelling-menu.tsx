/** What is suggested for a misspelt word, at the word: opened by a right click, Shift+F10 or the menu key, or F7 for the next one. */
import { BookPlus, EyeOff } from 'lucide-react'
import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { appKeys, isKey } from '../../../core/keys.ts'
import type { NoteLanguage, Word } from '../../../core/spelling.ts'
import { MenuAt } from '../../ui/menu.tsx'
import { getChecker, type SpellingSource } from './spelling-checker.ts'

export type Spelling = SpellingSource & {
  /** For this note, and for those of which nothing was said yet. */
  choose: (language: NoteLanguage) => void
  teach: (word: string) => void
  ignore: (word: string) => void
  /** No word is marked, or none is checked. */
  onNone: () => void
}

type Opened = { word: Word; suggestions: string[]; place: DOMRect }

export function SpellingMenu({ view, spelling }: { view: EditorView; spelling: Spelling }) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState<Opened | null>(null)
  const latest = useRef(spelling)
  latest.current = spelling
  const asked = useRef<Word | null>(null)

  const open = useCallback(
    async (word: Word) => {
      asked.current = word
      const { doc } = view.state
      const suggestions = await suggestionsFor(view, word, latest.current.onFailed)
      // Another was asked for, or one went on writing.
      if (asked.current !== word || view.isDestroyed || view.state.doc !== doc) return
      view.dispatch(
        view.state.tr.setSelection(TextSelection.create(view.state.doc, word.from, word.to)).scrollIntoView(),
      )
      setOpened({ word, suggestions, place: getPlace(view, word) })
    },
    [view],
  )

  useEffect(() => getChecker(view)?.use(spelling), [view, spelling])

  useEffect(() => {
    const checker = getChecker(view)
    if (!checker) return
    checker.onMenu = (word) => void open(word)
    const toNext = async () => {
      const word = await checker.next(view.state.selection.to)
      if (word) await open(word)
      else latest.current.onNone()
    }
    const onKey = (event: KeyboardEvent) => {
      if (!isKey(event, appKeys.misspelt, window.desktop.platform)) return
      event.preventDefault()
      checker.attend()
      void toNext().catch(latest.current.onFailed)
    }
    window.addEventListener('keydown', onKey)
    return () => {
      checker.onMenu = null
      window.removeEventListener('keydown', onKey)
    }
  }, [view, open])

  if (!opened) return null
  const { word, suggestions, place } = opened
  const close = () => {
    setOpened(null)
    if (view.isDestroyed) return
    // What is typed next is not to take the word's place.
    if (textAt(view, word) === word.text) {
      view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, word.to)))
    }
    view.focus()
  }
  const replace = (text: string) => {
    if (textAt(view, word) === word.text) view.dispatch(view.state.tr.insertText(text, word.from, word.to))
  }
  return (
    <MenuAt
      label={t('spelling.suggestions', { word: word.text })}
      place={place}
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

/** None, when they cannot be had. */
async function suggestionsFor(
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

/** null: the note is not so long any more. */
function textAt(view: EditorView, { from, to }: Word): string | null {
  const { doc } = view.state
  return to <= doc.content.size ? doc.textBetween(from, to, '\n', '\ufffc') : null
}

function getPlace(view: EditorView, { from, to }: Word): DOMRect {
  const [start, end] = [view.coordsAtPos(from, 1), view.coordsAtPos(to, -1)]
  return new DOMRect(start.left, start.top, Math.max(0, end.right - start.left), end.bottom - start.top)
}
