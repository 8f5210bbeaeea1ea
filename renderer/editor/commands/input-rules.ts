/** Converts Markdown during typing (`# `, `- `, `**bold**`). Backspace right afterwards undoes the conversion. */
import { InputRule, inputRules } from 'prosemirror-inputrules'
import type { MarkType } from 'prosemirror-model'
import {
  type Command,
  type EditorState,
  type Plugin,
  TextSelection,
  type Transaction,
} from 'prosemirror-state'
import type { Candidate } from '../plugins/candidates.ts'
import { setSpeaker } from '../plugins/picker-plugin.ts'
import { getItemDepth, isTask } from '../schema/lines.ts'
import { schema } from '../schema/schema.ts'
import { setTextStyle, toggleKind, toggleQuote } from './commands.ts'
import { toggleTask, wrapInList } from './lists.ts'

const { nodes, marks } = schema

export type RuleOptions = {
  /** @returns the translated word before a decision or question */
  getMarkWord: (kind: 'decision' | 'question') => string
  /** @returns the speaker with that name */
  findSpeaker: (name: string) => Candidate | undefined
}

export function createMarkdownRules({ getMarkWord, findSpeaker }: RuleOptions): Plugin {
  return inputRules({
    rules: [
      createSpeakerRule(findSpeaker),
      createStartRule(/^! $/, () => toggleKind('decision', getMarkWord('decision'))),
      createStartRule(/^\? $/, () => toggleKind('question', getMarkWord('question'))),
      createStartRule(/^(#{1,3}) $/, (match) => setTextStyle(`heading-${match[1]?.length as 1 | 2 | 3}`)),
      createStartRule(/^[-*+] $/, () => limitToOutsideItem(wrapInList(nodes.bullet_list, null))),
      createStartRule(/^(\d{1,9})[.)] $/, (match) =>
        limitToOutsideItem(wrapInList(nodes.ordered_list, null, Number(match[1]))),
      ),
      createStartRule(/^\[([ xX]?)\] $/, (match) => createTask(match[1]?.toLowerCase() === 'x')),
      createStartRule(/^> $/, () => toggleQuote),
      createStartRule(/^---$/, () => insertRule),
      createMarkRule(/(?:^|[^*])(\*\*(?! )([^*]+)(?<! )\*\*)$/, marks.strong),
      createMarkRule(/(?:^|[^*\p{L}\p{N}])(\*(?![ *])([^*]+)(?<! )\*)$/u, marks.em),
      createMarkRule(/(?:^|[^=])(==(?![ =])([^=]+)(?<! )==)$/, marks.highlight),
      createMarkRule(/(?:^|[^~])(~~(?![ ~])([^~]+)(?<! )~~)$/, marks.strike),
      createMarkRule(/(?:^|[^`])(`([^`]+)`)$/, marks.code),
    ],
  })
}

/** Matches "UNODC: " at the start of a block, if there is a speaker of that name. */
function createSpeakerRule(findSpeaker: RuleOptions['findSpeaker']): InputRule {
  return new InputRule(/^([^:\n\ufffc]{2,60}): $/, (state, match, from, to) => {
    const { $from } = state.selection
    const { parent } = $from
    const speaker = parent.type === nodes.paragraph && !parent.attrs.turn && findSpeaker(match[1] ?? '')
    if (!speaker) return null
    return setSpeaker(state.tr.delete(from, to), $from.before(), speaker.href, speaker.label)
  })
}

/** Removes the typed trigger from the block and runs the command. */
function createStartRule(pattern: RegExp, command: (match: RegExpMatchArray) => Command): InputRule {
  return new InputRule(pattern, (state, match, from, to) => {
    if (state.selection.$from.parent.type !== nodes.paragraph) return null
    return runAfter(state, state.tr.delete(from, to), command(match))
  })
}

/** Combines `first` and the command in one transaction. @returns null if the command does not apply */
function runAfter(state: EditorState, first: Transaction, command: Command): Transaction | null {
  let isApplied = false
  command(state.apply(first), (tr) => {
    for (const step of tr.steps) first.step(step)
    first.setSelection(TextSelection.create(first.doc, tr.selection.anchor))
    isApplied = true
  })
  return isApplied ? first.removeStoredMark(marks.code) : null
}

function limitToOutsideItem(command: Command): Command {
  return (state, dispatch) => getItemDepth(state.selection.$from) === null && command(state, dispatch)
}

function createTask(checked: boolean): Command {
  return (state, dispatch) => {
    const { $from } = state.selection
    const depth = getItemDepth($from)
    if (depth !== null && isTask($from.node(depth))) return false
    return toggleTask(
      state,
      dispatch &&
        ((tr) => {
          const { $head } = tr.selection
          const item = getItemDepth($head)
          if (checked && item !== null) tr.setNodeAttribute($head.before(item), 'checked', true)
          dispatch(tr)
        }),
    )
  }
}

const insertRule: Command = (state, dispatch) => {
  const { $from } = state.selection
  if (!dispatch) return true
  const tr = state.tr.insert($from.before(), nodes.horizontal_rule.create())
  dispatch(tr)
  return true
}

/** In `pattern`, the first group is the text with the Markdown characters around it, the second is the text alone. */
function createMarkRule(pattern: RegExp, type: MarkType): InputRule {
  return new InputRule(
    pattern,
    (state, match, from, to) => {
      const [matched, whole = '', inner = ''] = match
      const start = from + matched.indexOf(whole)
      const textStart = start + whole.indexOf(inner)
      const textEnd = textStart + inner.length
      const { tr } = state
      // The last typed character is not in the document yet.
      if (textEnd < to) tr.delete(textEnd, to)
      tr.delete(start, textStart)
      const end = start + inner.length
      return tr.addMark(start, end, type.create()).removeStoredMark(type)
    },
    { inCodeMark: false },
  )
}
