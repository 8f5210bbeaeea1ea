/** The search field of a note: Enter and Shift+Enter move between matches, Escape returns to the caret. */
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import type { EditorView } from 'prosemirror-view'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/button.tsx'
import { findKey, goToMatch, search } from '../plugins/find.ts'
import styles from './find-bar.module.css'

export function FindBar({
  view,
  requestCount,
  onClose,
}: {
  view: EditorView
  /** Increases each time the key for this bar is pressed, so that the field's text is selected again. */
  requestCount: number
  onClose: () => void
}) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState(() => getSelectedWords(view))
  // Re-renders after each search and each move to another match, since the plugin has the matches.
  const [, redraw] = useState(0)
  const { matches = [], active = 0 } = findKey.getState(view.state) ?? {}

  // biome-ignore lint/correctness/useExhaustiveDependencies: selects the text again on each press of the key
  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [requestCount])
  useEffect(() => {
    search(view, query)
    redraw((count) => count + 1)
  }, [view, query])
  useEffect(
    () => () => {
      if (!view.isDestroyed) search(view, '')
    },
    [view],
  )
  const showMatch = (direction: 1 | -1) => {
    goToMatch(view, direction)
    redraw((count) => count + 1)
  }
  const close = () => {
    onClose()
    view.focus()
    view.dispatch(view.state.tr.scrollIntoView())
  }
  return (
    <search className={styles.bar}>
      <input
        ref={input}
        type="text"
        value={query}
        aria-label={t('editor.find.label')}
        placeholder={t('editor.find.label')}
        spellCheck={false}
        className={styles.field}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === 'F3') showMatch(event.shiftKey ? -1 : 1)
          else if (event.key === 'Escape') close()
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      <output className={styles.count}>
        {query !== '' && matches.length === 0 && t('editor.find.none')}
        {query !== '' &&
          matches.length > 0 &&
          t('editor.find.place', { place: active + 1, count: matches.length })}
      </output>
      <IconButton
        label={t('editor.find.previous')}
        shortcut="Shift Enter"
        isDisabled={matches.length === 0}
        onPress={() => showMatch(-1)}
      >
        <ChevronUp aria-hidden />
      </IconButton>
      <IconButton
        label={t('editor.find.next')}
        shortcut="Enter"
        isDisabled={matches.length === 0}
        onPress={() => showMatch(1)}
      >
        <ChevronDown aria-hidden />
      </IconButton>
      <IconButton label={t('editor.find.close')} shortcut="Esc" onPress={close}>
        <X aria-hidden />
      </IconButton>
    </search>
  )
}

/** The initial query: the selected text, if it is within one line. */
function getSelectedWords(view: EditorView): string {
  const { from, to, $from, $to } = view.state.selection
  return $from.sameParent($to) && to - from < 100 ? view.state.doc.textBetween(from, to) : ''
}
