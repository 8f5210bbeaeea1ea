/** The editor's plugins put together. What they ask of the outside is read when they need it, so a re-render never rebuilds them. */
import { history } from 'prosemirror-history'
import { EditorState, Selection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import type { Candidate } from './candidates.ts'
import { find } from './find.ts'
import { firstKey } from './first-key.ts'
import { gutter } from './gutter.ts'
import { markdownRules } from './input-rules.ts'
import { type KeyOptions, keys } from './keymap.ts'
import { type CommandOf, mentions, type Rows } from './mentions.ts'
import { markViews, nodeViews, type ViewWords } from './node-views.ts'
import type { MarkWord } from './note-commands.ts'
import styles from './note-editor.module.css'
import { openLinks } from './open-links.ts'
import { clipboardProps } from './paste.ts'
import { pasteLimit } from './paste-limit.ts'
import { type AddPictures, pictureHandlers } from './pictures.ts'
import { spelling } from './spelling.ts'
import { type Clock, stamps } from './stamps.ts'
import { tables } from './tables.ts'
import { isFromElsewhere } from './take-over.ts'
import { docOf } from './to-doc.ts'
import { viewport } from './viewport.ts'

export type ViewOptions = KeyOptions & {
  markdown: string
  clock: Clock
  /** The word in front of a decision and the like, in the language of the interface. */
  word: (kind: MarkWord) => string
  label: () => string
  words: () => ViewWords
  rows: Rows
  /** What the rows of the list that a slash opens do. */
  commandOf: CommandOf
  /** Who is called so, if anybody. */
  speakerCalled: (name: string) => Candidate | undefined
  addPictures: () => AddPictures
  /** A paste or drop was refused: with it, the note could not be saved. */
  onTooLong: () => void
  /** After every transaction. `byWriter`: not by a text that came from elsewhere. */
  onUpdate: (view: EditorView, docChanged: boolean, byWriter: boolean) => void
}

export function createState(
  options: Omit<ViewOptions, 'label' | 'words' | 'onUpdate' | 'addPictures'>,
): EditorState {
  const doc = docOf(options.markdown)
  return EditorState.create({
    doc,
    selection: Selection.atEnd(doc),
    plugins: [
      firstKey(),
      mentions({ rows: options.rows, commandOf: options.commandOf }),
      pasteLimit(options.onTooLong),
      markdownRules(options),
      ...tables(),
      ...keys(options),
      stamps(options.clock),
      history(),
      openLinks(options.openers),
      gutter(styles.current ?? ''),
      spelling(),
      viewport({ partial: styles.partial ?? '', drawn: styles.drawn ?? '' }),
      find({ found: styles.found ?? '', active: styles.foundActive ?? '' }),
    ],
  })
}

export function createView(mount: HTMLElement, options: ViewOptions): EditorView {
  const view: EditorView = new EditorView(mount, {
    state: createState(options),
    ...clipboardProps,
    ...pictureHandlers(options.addPictures),
    nodeViews: nodeViews(options.clock.timeZone, options.words),
    markViews: markViews(options.words),
    attributes: () => ({
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': options.label(),
      // The app's own looks at it (spelling.ts), in the note's language.
      spellcheck: 'false',
      class: styles.text ?? '',
    }),
    dispatchTransaction(tr) {
      const before = view.state.doc
      view.updateState(view.state.apply(tr))
      options.onUpdate(view, view.state.doc !== before, !isFromElsewhere(tr))
    },
  })
  return view
}
