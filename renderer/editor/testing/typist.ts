/** Types into an editor without a window: keys and characters pass through the plugins as in a real view. */
import { Fragment, Slice } from 'prosemirror-model'
import type { EditorState, Transaction } from 'prosemirror-state'
import { Selection, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Confidentiality } from '../../../core/note-format/index.ts'
import { createNoteCommands, type MarkWord } from '../commands/note-commands.ts'
import { parseAsLines, parsePastedText } from '../markdown/paste-text.ts'
import { docToMarkdown } from '../markdown/to-mdast.ts'
import {
  createPersonCandidate,
  findByName,
  findMatching,
  getContactCandidates,
  getKeyMessageCandidates,
  getMatchWords,
  getPeopleCandidates,
  getSessionCandidates,
  type PickerKind,
} from '../plugins/candidates.ts'
import { createCarriedLevelProps, rememberSelection } from '../plugins/carried-levels.ts'
import { getDateCandidates } from '../plugins/due-dates.ts'
import { listUnlinkedSpeakers } from '../schema/lines.ts'
import { schema } from '../schema/schema.ts'
import { createState } from '../view/create-view.ts'

const candidates = {
  'key-message': getKeyMessageCandidates(
    [
      { id: 'km-1', number: '1', text: 'Capacity building remains effective.' },
      { id: 'km-3', number: '3', text: 'Access to evidence on servers in the cloud.' },
    ],
    'octopus-2016',
    (number) => `Key message ${number}`,
  ),
  contact: getContactCandidates([
    { id: 'eurojust', name: 'EUROJUST', detail: 'European Union', conference: 'octopus-2016' },
    { id: '7f0c', name: 'Élisabeth Dupont', detail: 'Ministry of Justice', conference: null },
  ]),
}

const people = [
  { key: { kind: 'speaker' as const, conference: 'octopus-2016', id: 'jane' }, name: 'Jane Doe', detail: '' },
  {
    key: { kind: 'contact' as const, conference: 'octopus-2016', id: 'unodc' },
    name: 'UNODC',
    detail: 'United Nations',
  },
]
const lists = {
  ...candidates,
  session: getSessionCandidates(
    [{ id: 'workshop-8', label: 'Workshop 8', title: 'Targeting proceeds from crime online', detail: '' }],
    'octopus-2016',
  ),
}
const labels = { turn: (name: string) => `${name}:`, for: (name: string) => `for ${name}` }
const markWords: Record<MarkWord, string> = {
  decision: 'Decision:',
  question: 'Question:',
  internal: 'Internal:',
  private: 'Private:',
}

export type Typist = {
  /** Sets the clock to a time such as `13:55` in the conference's zone (Europe/Paris, one hour ahead of UTC). */
  setClock: (time: string) => Typist
  type: (text: string) => Typist
  /** Keys such as `Enter`, `Ctrl-t` and `Ctrl-Shift-h`. */
  press: (...keys: string[]) => Typist
  paste: (text: string) => Typist
  copy: () => Typist
  cut: () => Typist
  /** Pastes what was last copied or cut in this or another note, or only its plain text. */
  pasteCopied: (form?: 'plain') => Typist
  pastePlain: (text: string) => Typist
  /** Places the caret before the text; `select` selects the text. */
  placeCaretBefore: (text: string) => Typist
  select: (text: string) => Typist
  run: (act: (state: EditorState, dispatch: (tr: Transaction) => void) => void) => Typist
  readonly markdown: string
  readonly state: EditorState
  readonly opened: unknown[]
}

/** The clipboard. */
let copied = Slice.empty

export function open(markdown: string, level: Confidentiality | null = null): Typist {
  const clipboard = createCarriedLevelProps(() => level)
  let now = '2016-11-17T13:00:00.000Z'
  const opened: unknown[] = []
  const clock = { now: () => now, timeZone: 'Europe/Paris' }
  const commands = createNoteCommands(
    clock,
    (kind) => markWords[kind],
    () => {},
  )
  const listRows = (kind: PickerKind, query: string) => {
    if (kind === 'do' || kind === 'due') {
      const label = { do: 'on', due: 'by' }[kind]
      return getDateCandidates(kind, query, '2016-11-17', 'en', null, (date) => `${label} ${date}`)
    }
    if (kind === 'command') {
      return findMatching(
        commands.map(({ id }) => ({
          href: id,
          label: '',
          title: id,
          detail: '',
          ...getMatchWords([id], ''),
        })),
        query,
      )
    }
    const found = findMatching(
      kind === 'turn' || kind === 'for'
        ? getPeopleCandidates(people, listUnlinkedSpeakers(view.state.doc), kind, labels[kind])
        : lists[kind],
      query,
    )
    const isNew = (kind === 'turn' || kind === 'for') && query !== '' && !findByName(found, query)
    return isNew ? [...found, createPersonCandidate(query, kind, labels[kind], '')] : found
  }
  const view = {
    state: createState({
      markdown,
      clock,
      commands,
      openers: { openLink: (href) => opened.push(href), openMention: (mention) => opened.push(mention) },
      getMarkWord: (kind) => markWords[kind],
      getNoteLevel: () => level,
      editLink: () => opened.push('link form'),
      onEscape: () => opened.push('escape'),
      onTooLong: () => opened.push('too long'),
      findRows: listRows,
      findCommand: (href) => commands.find(({ id }) => id === href)?.run ?? null,
      findSpeaker: (name) => findByName(getPeopleCandidates(people, [], 'turn', labels.turn), name),
    }),
    composing: false,
    dispatch(tr: Transaction) {
      view.state = view.state.apply(tr)
      rememberSelection(view.state, level)
    },
    endOfTextblock(side: string) {
      const { $head } = view.state.selection
      // A cell has only one line.
      if ((side === 'up' || side === 'down') && $head.parent.type.spec.tableRole) return true
      return $head.pos === (side === 'backward' ? $head.start() : $head.end())
    },
  }
  const asView = view as unknown as EditorView
  const insert = (text: string) => {
    const { from, to } = view.state.selection
    const insertText = () => view.state.tr.insertText(text, from, to)
    const handled = view.state.plugins.some((plugin) =>
      plugin.props.handleTextInput?.call(plugin, asView, from, to, text, insertText),
    )
    if (!handled) view.dispatch(insertText())
  }
  const find = (text: string) => {
    let from = -1
    view.state.doc.descendants((node, pos) => {
      const index = node.text?.indexOf(text) ?? -1
      if (from === -1 && index >= 0) from = pos + index
    })
    if (from === -1) throw new Error(`"${text}" is not in the note`)
    return from
  }
  const insertSlice = (pasted: Slice, isPlain = false) => {
    const slice = clipboard.transformPasted(pasted, asView, isPlain)
    const handled = view.state.plugins.some((plugin) =>
      plugin.props.handlePaste?.call(plugin, asView, {} as ClipboardEvent, slice),
    )
    const { content, openStart, openEnd } = slice
    const only = openStart + openEnd === 0 && content.childCount === 1 ? content.firstChild : null
    const { tr } = view.state
    const insert = () => (only ? tr.replaceSelectionWith(only, isPlain) : tr.replaceSelection(slice))
    if (!handled) view.dispatch(insert().setMeta('paste', true))
    return typist
  }
  const parsePlain = (text: string) =>
    view.state.selection.$from.parent.type.spec.code
      ? new Slice(Fragment.from(schema.text(text)), 0, 0)
      : parseAsLines(text)
  const typist: Typist = {
    setClock(time) {
      const [hours = 0, minutes = 0] = time.split(':').map(Number)
      now = `2016-11-17T${String(hours - 1).padStart(2, '0')}:${String(minutes).padStart(2, '0')}:00.000Z`
      return typist
    },
    type(text) {
      for (const character of text) insert(character)
      return typist
    },
    press(...keys) {
      for (const key of keys) press(asView, key)
      return typist
    },
    paste: (text) => insertSlice(parsePastedText(text)),
    copy() {
      if (!view.state.selection.empty)
        copied = clipboard.transformCopied(view.state.selection.content(), asView)
      return typist
    },
    cut() {
      typist.copy()
      view.dispatch(view.state.tr.deleteSelection())
      return typist
    },
    pasteCopied(form) {
      if (!form) return insertSlice(copied)
      return typist.pastePlain(clipboard.clipboardTextSerializer(copied))
    },
    pastePlain: (text) => insertSlice(parsePlain(clipboard.transformPastedText(text)), true),
    placeCaretBefore(text) {
      const selection = Selection.near(view.state.doc.resolve(find(text)))
      view.dispatch(view.state.tr.setSelection(selection))
      return typist
    },
    select(text) {
      const from = find(text)
      view.dispatch(
        view.state.tr.setSelection(TextSelection.create(view.state.doc, from, from + text.length)),
      )
      return typist
    },
    run(act) {
      act(view.state, view.dispatch)
      return typist
    },
    get markdown() {
      return docToMarkdown(view.state.doc)
    },
    get state() {
      return view.state
    },
    opened,
  }
  return typist
}

function press(view: EditorView, name: string): void {
  const parts = name.split('-')
  const key = parts.pop() ?? ''
  const event = {
    key,
    keyCode: 0,
    ctrlKey: parts.includes('Ctrl'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
    metaKey: false,
    isComposing: false,
  } as KeyboardEvent
  view.state.plugins.some((plugin) => plugin.props.handleKeyDown?.call(plugin, view, event))
}
