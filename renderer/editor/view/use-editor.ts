/** Connects the view with React. The parts outside the text are re-rendered at most once a frame, however fast the delegate types. */

import type { EditorView } from 'prosemirror-view'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { deliverKeys, registerEditor } from '../../lib/key-buffer.ts'
import { useWindowState } from '../../lib/window-state.ts'
import { goToEnd, startNewLine } from '../commands/start-new-line.ts'
import { getToolbarState, type ToolbarState } from '../commands/toolbar-state.ts'
import { fillMarkdownCache } from '../markdown/to-mdast.ts'
import { countEntries } from '../plugins/entries.ts'
import { findNearby, layOutMargin, type MarginParts } from '../plugins/margin.ts'
import { type PickerState, pickerKey } from '../plugins/picker-state.ts'
import { getSelectedPicture, isSamePicture, type SelectedPicture } from '../plugins/pictures.ts'
import { getSidenotes, type Sidenote, type SidenoteSource } from '../plugins/sidenotes.ts'
import { isEmptyNote } from '../plugins/templates.ts'
import { followViewport } from '../plugins/viewport-follow.ts'
import { countWords } from '../plugins/word-count.ts'
import { createView, type ViewOptions } from './create-view.ts'

export type EditorUi = {
  toolbar: ToolbarState
  picker: PickerState | null
  picture: SelectedPicture | null
  isEmpty: boolean
  entryCount: number
  sidenotes: Sidenote[]
}
export type EditorRefs = { mount: RefObject<HTMLDivElement | null> } & {
  [Part in keyof MarginParts]: RefObject<HTMLElement | null>
}
type Options = Omit<ViewOptions, 'onUpdate'> & {
  autoFocus: boolean
  /** Whether focusing moves the caret to a new line, not to the end of the last line. */
  startsOnNewLine: boolean
  getSidenoteSource: () => SidenoteSource
  onChange: (view: EditorView) => void
}

const WORD_COUNT_DELAY_MS = 300

export function useEditor(refs: EditorRefs, options: Options) {
  const [view, setView] = useState<EditorView | null>(null)
  const [ui, setUi] = useState<EditorUi | null>(null)
  const [wordCount, setWordCount] = useState(0)
  const countTimer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef({ refs, options })
  const frame = useRef<{ id: number; docChanged: boolean } | null>(null)
  const shownUi = useRef<EditorUi | null>(null)

  const updateMargin = useCallback((current: EditorView) => {
    const { page, segment, walls, notes } = latest.current.refs
    if (!page.current || !segment.current || !walls.current || !notes.current) return
    const anchors = shownUi.current?.sidenotes.map(({ pos }) => pos) ?? []
    layOutMargin(
      current,
      { page: page.current, segment: segment.current, walls: walls.current, notes: notes.current },
      anchors,
    )
  }, [])

  const updateUi = useCallback(
    (current: EditorView, docChanged: boolean) => {
      const old = shownUi.current
      const mustCount = docChanged || !old
      const visibleRect = latest.current.refs.page.current?.parentElement?.getBoundingClientRect()
      const next: EditorUi = {
        toolbar: getToolbarState(current.state),
        picker: pickerKey.getState(current.state) ?? null,
        picture: getSelectedPicture(current.state),
        isEmpty: isEmptyNote(current.state.doc),
        entryCount: mustCount ? countEntries(current.state.doc) : old.entryCount,
        sidenotes: visibleRect
          ? getSidenotes(
              current.state.doc,
              latest.current.options.getSidenoteSource(),
              findNearby(current, visibleRect),
            )
          : [],
      }
      shownUi.current = next
      // Only positions changed, so they are updated without React.
      if (old && isSameUi(old, next)) updateMargin(current)
      else setUi(next)
    },
    [updateMargin],
  )

  const scheduleUpdate = useCallback(
    (current: EditorView, docChanged: boolean) => {
      if (frame.current) {
        frame.current.docChanged ||= docChanged
        return
      }
      const id = requestAnimationFrame(() => {
        const scheduled = frame.current
        frame.current = null
        if (!current.isDestroyed) updateUi(current, scheduled?.docChanged ?? false)
      })
      frame.current = { id, docChanged }
    },
    [updateUi],
  )

  useEffect(() => {
    const { refs, options } = latest.current
    if (!refs.mount.current || !refs.page.current) return
    const created = createView(refs.mount.current, {
      ...options,
      onUpdate(current, { docChanged, isExternal }) {
        if (docChanged) {
          if (!isExternal) options.onChange(current)
          // Counts after a pause, since nobody reads the count while typing.
          clearTimeout(countTimer.current)
          countTimer.current = setTimeout(
            () => setWordCount(countWords(current.state.doc)),
            WORD_COUNT_DELAY_MS,
          )
        }
        scheduleUpdate(current, docChanged)
      },
    })
    setView(created)
    setWordCount(countWords(created.state.doc))
    updateUi(created, true)
    const placeCaret = () => {
      const placeCaretIn = options.startsOnNewLine ? startNewLine : goToEnd
      placeCaretIn(created.state, created.dispatch)
    }
    // Keys that were typed before a read-only note was loaded are dropped.
    if (!options.readOnly) {
      registerEditor(created.dom, (keys) => {
        placeCaret()
        typeKeys(created, keys)
      })
    }
    if (options.autoFocus) {
      if (options.readOnly) {
        // The view's own focus() works only if the text is editable.
        created.dom.focus({ preventScroll: true })
      } else {
        created.focus()
        placeCaret()
      }
      deliverKeys(created.dom)
    }
    const scroller = refs.page.current.parentElement
    const updateOnScroll = () => scheduleUpdate(created, false)
    scroller?.addEventListener('scroll', updateOnScroll, { passive: true })
    const stopFillingCache = fillMarkdownCache(created.state.doc)
    return () => {
      stopFillingCache()
      clearTimeout(countTimer.current)
      scroller?.removeEventListener('scroll', updateOnScroll)
      if (frame.current) cancelAnimationFrame(frame.current.id)
      frame.current = null
      shownUi.current = null
      created.destroy()
    }
  }, [updateUi, scheduleUpdate])

  const { hasScreenReader } = useWindowState()
  useEffect(() => {
    const page = latest.current.refs.page.current
    if (!view || !page) return
    return followViewport(view, page, { hasScreenReader, onResize: () => scheduleUpdate(view, false) })
  }, [view, hasScreenReader, scheduleUpdate])

  // Runs after React rendered new sidenotes, before the window paints.
  useLayoutEffect(() => {
    if (view && ui && !view.isDestroyed) updateMargin(view)
  }, [view, ui, updateMargin])

  return { view, ui, wordCount, scheduleUpdate }
}

function isSameUi(a: EditorUi, b: EditorUi): boolean {
  return (
    a.entryCount === b.entryCount &&
    a.picker === b.picker &&
    a.isEmpty === b.isEmpty &&
    isSamePicture(a.picture, b.picture) &&
    isSameRecord(a.toolbar, b.toolbar) &&
    a.sidenotes.length === b.sidenotes.length &&
    a.sidenotes.every((note, index) => {
      const other = b.sidenotes[index]
      return (
        other !== undefined &&
        note.title === other.title &&
        note.text === other.text &&
        note.kind === other.kind
      )
    })
  )
}

function isSameRecord(a: ToolbarState, b: ToolbarState): boolean {
  return (Object.keys(a) as (keyof ToolbarState)[]).every((name) => a[name] === b[name])
}

/** Types keys that were pressed before the note was loaded into its editor. */
function typeKeys(view: EditorView, keys: readonly string[]): void {
  for (const key of keys) typeKey(view, key)
}

function typeKey(view: EditorView, key: string): void {
  if (key.length > 1) {
    const event = new KeyboardEvent('keydown', { key })
    view.someProp('handleKeyDown', (handle) => handle(view, event) || undefined)
    return
  }
  const { from, to } = view.state.selection
  const insert = () => view.state.tr.insertText(key, from, to)
  const isHandled = view.someProp(
    'handleTextInput',
    (handle) => handle(view, from, to, key, insert) || undefined,
  )
  if (!isHandled) view.dispatch(insert().scrollIntoView())
}
