/** The list of all commands on a note, for the keys, the list that `/` opens, and the page of all keys. */
import type { Command } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Confidentiality } from '../../../core/note-format/index.ts'
import { type Clock, stampNow } from '../plugins/stamps.ts'
import {
  addColumnAfter,
  addColumnBefore,
  addRowAbove,
  addRowAfter,
  deleteBodyRow,
  deleteOneColumn,
  deleteTable,
  insertTable,
} from '../plugins/tables.ts'
import { schema } from '../schema/schema.ts'
import {
  setTextStyle,
  toggleEm,
  toggleGuard,
  toggleHighlight,
  toggleKind,
  toggleQuote,
  toggleStrong,
} from './commands.ts'
import { toggleChecked, toggleList, toggleTask } from './lists.ts'
import { openAssignment, openPicker, openSpeakerPicker } from './open-picker.ts'

export type MarkWord = 'decision' | 'question' | Confidentiality
type CommandOptions = {
  /** In the notation of prosemirror-keymap. */
  key?: string
  /** Characters that do the same if typed. */
  typed?: string
  /** Set for a command that is offered only while the caret is in a table. */
  within?: 'table'
  run: Command
}
export type CommandId = keyof ReturnType<typeof createCommands>
export type NoteCommand = CommandOptions & { id: CommandId }

/** The commands that the `/` list shows at first, by group. Typing finds the others. */
export const firstCommands = {
  discussion: ['task', 'decision', 'question', 'speaker'],
  links: ['keyMessage', 'session', 'contact'],
  readers: ['internal', 'private'],
  parts: ['time', 'picture', 'table'],
  /** Offered in a table only. */
  table: ['rowBelow', 'rowAbove', 'columnRight', 'columnLeft', 'deleteRow', 'deleteColumn', 'deleteTable'],
} as const satisfies Record<string, readonly CommandId[]>
export type CommandGroup = keyof typeof firstCommands

/** `getMarkWord`: returns the translated text before a passage of this kind. */
export function createNoteCommands(
  clock: Clock,
  getMarkWord: (kind: MarkWord) => string,
  choosePicture: (view: EditorView) => void,
): NoteCommand[] {
  const commands = createCommands(clock, getMarkWord, choosePicture)
  return (Object.keys(commands) as CommandId[]).map((id) => ({ id, ...commands[id] }))
}

/** In the order of the list: commands about a session first, then those that every editor has. */
function createCommands(
  clock: Clock,
  getMarkWord: (kind: MarkWord) => string,
  choosePicture: (view: EditorView) => void,
) {
  /** Creates the command each time it runs, since its word depends on the language in use. */
  const createOnRun =
    (create: () => Command): Command =>
    (state, dispatch, view) =>
      create()(state, dispatch, view)
  return {
    task: { key: 'Mod-t', typed: '[] ', run: toggleTask },
    for: { key: 'Mod-Shift-f', run: openAssignment('for') },
    due: { key: 'Mod-Shift-b', run: openAssignment('due') },
    do: { run: openAssignment('do') },
    checked: { key: 'Mod-Shift-t', run: toggleChecked },
    decision: {
      key: 'Mod-d',
      typed: '! ',
      run: createOnRun(() => toggleKind('decision', getMarkWord('decision'))),
    },
    question: {
      key: 'Mod-Shift-d',
      typed: '? ',
      run: createOnRun(() => toggleKind('question', getMarkWord('question'))),
    },
    speaker: { key: 'Mod-Shift-s', run: openSpeakerPicker },
    keyMessage: { typed: '[[', run: openPicker('key-message') },
    session: { typed: '#', run: openPicker('session') },
    contact: { typed: '@', run: openPicker('contact') },
    internal: {
      key: 'Mod-Shift-i',
      run: createOnRun(() => toggleGuard('internal', getMarkWord('internal'))),
    },
    private: { key: 'Mod-Shift-p', run: createOnRun(() => toggleGuard('private', getMarkWord('private'))) },
    quote: { key: 'Mod->', typed: '> ', run: toggleQuote },
    time: { key: 'Mod-Alt-t', run: stampNow(clock) },
    picture: {
      run: (_, __, view) => {
        if (view) choosePicture(view)
        return true
      },
    },
    table: { typed: '| a | b |', run: insertTable },
    rowBelow: { key: 'Mod-Enter', within: 'table', run: addRowAfter },
    rowAbove: { within: 'table', run: addRowAbove },
    columnRight: { key: 'Mod-Shift-Enter', within: 'table', run: addColumnAfter },
    columnLeft: { within: 'table', run: addColumnBefore },
    deleteRow: { within: 'table', run: deleteBodyRow },
    deleteColumn: { within: 'table', run: deleteOneColumn },
    deleteTable: { within: 'table', run: deleteTable },
    highlight: { key: 'Mod-Shift-h', typed: '==…==', run: toggleHighlight },
    bold: { key: 'Mod-b', typed: '**…**', run: toggleStrong },
    italic: { key: 'Mod-i', typed: '*…*', run: toggleEm },
    bullets: { key: 'Mod-Shift-8', typed: '- ', run: toggleList(schema.nodes.bullet_list) },
    numbers: { key: 'Mod-Shift-7', typed: '1. ', run: toggleList(schema.nodes.ordered_list) },
    heading1: { key: 'Mod-Alt-1', typed: '# ', run: setTextStyle('heading-1') },
    heading2: { key: 'Mod-Alt-2', typed: '## ', run: setTextStyle('heading-2') },
    heading3: { key: 'Mod-Alt-3', typed: '### ', run: setTextStyle('heading-3') },
    text: { key: 'Mod-Alt-0', run: setTextStyle('text') },
  } satisfies Record<string, CommandOptions>
}
