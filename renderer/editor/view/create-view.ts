/** Creates the editor's view with its plugins. The plugins read their options when they need them, so a re-render keeps the plugins. */
import { history } from 'prosemirror-history'
import { EditorState, Selection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import type { Confidentiality } from '../../../core/note-format/index.ts'
import { createMarkdownRules } from '../commands/input-rules.ts'
import { createKeyPlugins, type KeyOptions } from '../commands/keymap.ts'
import type { MarkWord } from '../commands/note-commands.ts'
import { createLinkPlugin } from '../commands/open-links.ts'
import { isExternal } from '../markdown/external-text.ts'
import { clipboardProps } from '../markdown/paste.ts'
import { createPasteLimitPlugin } from '../markdown/paste-limit.ts'
import { markdownToDoc } from '../markdown/to-doc.ts'
import type { Candidate } from '../plugins/candidates.ts'
import { createCarriedLevelProps, rememberSelection } from '../plugins/carried-levels.ts'
import { createFindPlugin } from '../plugins/find.ts'
import { createFirstKeyPlugin } from '../plugins/first-key.ts'
import { createGutterPlugin } from '../plugins/gutter.ts'
import { createKeepLevelsPlugin } from '../plugins/keep-levels.ts'
import { createMarkViews, createNodeViews, type ViewWords, type WatchText } from '../plugins/node-views.ts'
import inline from '../plugins/note-inline.module.css'
import styles from '../plugins/note-text.module.css'
import { createPickerPlugin } from '../plugins/picker-plugin.ts'
import type { FindCommand, FindRows } from '../plugins/picker-state.ts'
import { type AddPictures, createPictureHandlers } from '../plugins/pictures.ts'
import { type Clock, createStampPlugin } from '../plugins/stamps.ts'
import { createTablePlugins } from '../plugins/tables.ts'
import { createViewportPlugin } from '../plugins/viewport.ts'
import { createSpellingPlugin } from '../spelling/spelling-plugin.ts'

export type ViewOptions = KeyOptions & {
  markdown: string
  readOnly: boolean
  clock: Clock
  /** @returns the translated word before a decision, a question or a confidential passage */
  getMarkWord: (kind: MarkWord) => string
  /** @returns the level of confidentiality of the whole note */
  getNoteLevel: () => Confidentiality | null
  getLabel: () => string
  getViewWords: () => ViewWords
  findRows: FindRows
  /** @returns the command for a row of the `/` list */
  findCommand: FindCommand
  /** @returns the speaker with that name */
  findSpeaker: (name: string) => Candidate | undefined
  addPictures: () => AddPictures
  watchPictureText: WatchText
  /** Called if a paste or drop was refused because the note would be too long to save. */
  onTooLong: () => void
  /** Called after every transaction. `isExternal`: another window or program wrote the text. */
  onUpdate: (view: EditorView, change: { docChanged: boolean; isExternal: boolean }) => void
}

export function createState(
  options: Omit<
    ViewOptions,
    'readOnly' | 'getLabel' | 'getViewWords' | 'onUpdate' | 'addPictures' | 'watchPictureText'
  >,
): EditorState {
  const doc = markdownToDoc(options.markdown)
  return EditorState.create({
    doc,
    selection: Selection.atEnd(doc),
    plugins: [
      createFirstKeyPlugin(),
      createPickerPlugin({ findRows: options.findRows, findCommand: options.findCommand }),
      createPasteLimitPlugin(options.onTooLong),
      createMarkdownRules(options),
      ...createTablePlugins(),
      createFindPlugin({ found: inline.found ?? '', active: inline.foundActive ?? '' }),
      ...createKeyPlugins(options),
      createStampPlugin(options.clock),
      createKeepLevelsPlugin(options.getMarkWord, options.getNoteLevel),
      history(),
      createLinkPlugin(options.openers),
      createGutterPlugin(styles.current ?? ''),
      createSpellingPlugin(),
      createViewportPlugin({ partial: styles.partial ?? '', rendered: styles.rendered ?? '' }),
    ],
  })
}

export function createView(mount: HTMLElement, options: ViewOptions): EditorView {
  const view: EditorView = new EditorView(mount, {
    state: createState(options),
    editable: () => !options.readOnly,
    ...clipboardProps,
    ...createCarriedLevelProps(options.getNoteLevel),
    ...createPictureHandlers(options.addPictures),
    nodeViews: createNodeViews(options.clock.timeZone, options.getViewWords, options.watchPictureText),
    markViews: createMarkViews(options.getViewWords),
    attributes: () => ({
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': options.getLabel(),
      // The app checks spelling itself (spelling-checker.ts), in the note's language.
      spellcheck: 'false',
      // Makes a read-only text focusable, so that it can be scrolled and copied by keyboard.
      ...(options.readOnly ? { 'aria-readonly': 'true', tabindex: '0' } : {}),
      class: styles.text ?? '',
    }),
    dispatchTransaction(tr) {
      // In a read-only note nothing can be changed, not even the box of a task.
      if (options.readOnly && tr.docChanged && !isExternal(tr)) return
      const before = view.state.doc
      view.updateState(view.state.apply(tr))
      rememberSelection(view.state, options.getNoteLevel())
      options.onUpdate(view, { docChanged: view.state.doc !== before, isExternal: isExternal(tr) })
    },
  })
  return view
}
