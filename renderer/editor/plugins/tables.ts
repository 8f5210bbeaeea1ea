/** Tables: Tab and Enter move between cells; commands add and delete rows and columns. */
import { chainCommands } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import { Fragment, type Node, type Slice } from 'prosemirror-model'
import {
  type Command,
  type EditorState,
  Plugin,
  Selection,
  TextSelection,
  type Transaction,
} from 'prosemirror-state'
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  selectedRect,
  tableEditing,
} from 'prosemirror-tables'
import { schema } from '../schema/schema.ts'

export { addColumnAfter, addColumnBefore, addRowAfter, deleteTable, isInTable }

const { nodes } = schema

/** Adds a row above the caret's row. No row can be above the header row, so for that row it is added below. */
export const addRowAbove: Command = (state, dispatch) => {
  if (!isInTable(state)) return false
  return selectedRect(state).top === 0 ? addRowAfter(state, dispatch) : addRowBefore(state, dispatch)
}

/** Deletes the caret's row. Every table needs its header row, so for that row the whole table is deleted. */
export const deleteBodyRow: Command = (state, dispatch) => {
  if (!isInTable(state)) return false
  return selectedRect(state).top === 0 ? deleteTable(state, dispatch) : deleteRow(state, dispatch)
}

/** Deletes the caret's column, or the whole table if it has only this column. */
export const deleteOneColumn: Command = (state, dispatch) => {
  if (!isInTable(state)) return false
  return selectedRect(state).map.width === 1 ? deleteTable(state, dispatch) : deleteColumn(state, dispatch)
}

/** Inserts a table of three columns and two rows below its header, with the caret in the first cell. */
export const insertTable: Command = (state, dispatch) => {
  if (isInTable(state) || !state.selection.$from.parent.isTextblock) return false
  return createTableCommand(['', '', ''], 2)(state, dispatch)
}

/** Starts a table when Enter is pressed after a text such as `| a | b |`, with `a` and `b` as the column names. */
const beginTable: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  const { parent } = $from
  if (!empty || parent.type !== nodes.paragraph || $from.pos !== $from.end()) return false
  const names = /^\s*\|(.+)\|\s*$/.exec(parent.textContent)?.[1]?.split('|')
  if (!names || names.length < 2 || parent.childCount !== 1) return false
  return createTableCommand(names, 1)(state, dispatch)
}

/**
 * Creates a command that replaces the caret's block by a table, if the block is empty or contains the column names, or else inserts the
 * table below the block.
 */
function createTableCommand(names: readonly string[], rowCount: number): Command {
  return (state, dispatch) => {
    const { $from } = state.selection
    const isNamed = names.some((name) => name !== '')
    const replaces = isNamed || $from.parent.content.size === 0
    const createCell = (type: typeof nodes.table_cell, text: string) =>
      type.create(null, text.trim() === '' ? null : schema.text(text.trim()))
    const table = nodes.table.create(null, [
      nodes.table_row.create(
        null,
        names.map((name) => createCell(nodes.table_header, name)),
      ),
      ...Array.from({ length: rowCount }, () =>
        nodes.table_row.create(
          null,
          names.map(() => createCell(nodes.table_cell, '')),
        ),
      ),
    ])
    const from = replaces ? $from.before() : $from.after()
    const container = $from.node(-1)
    const index = $from.index(-1) + (replaces ? 0 : 1)
    if (!container.canReplaceWith(index, index, nodes.table)) return false
    if (!dispatch) return true
    const tr = state.tr.replaceWith(from, $from.after(), table)
    // The caret goes to the first cell without a name: below the header row, or in it.
    const caretRow = isNamed ? (table.firstChild?.nodeSize ?? 0) + 1 : 1
    tr.setSelection(TextSelection.near(tr.doc.resolve(from + caretRow + 1)))
    if (from + table.nodeSize === tr.doc.content.size)
      tr.insert(tr.doc.content.size, nodes.paragraph.create())
    dispatch(tr.scrollIntoView())
    return true
  }
}

/** Moves to the next cell, and from the last cell to a new row. */
const goToNextTableCell: Command = (state, dispatch) =>
  isInTable(state) && (goToNextCell(1)(state, dispatch) || goToRowBelow(() => 0)(state, dispatch))

const goToPreviousCell: Command = (state, dispatch) =>
  isInTable(state) && (goToNextCell(-1)(state, dispatch) || true)

/** Moves to the row below, and from the last row to a new row. `getColumn` maps the current column to the new one. */
function goToRowBelow(getColumn: (column: number) => number): Command {
  return (state, dispatch) => {
    if (!isInTable(state)) return false
    const { tableStart, map, bottom, left } = selectedRect(state)
    const moveCaret = (tr: Transaction) => {
      const cell = findCellPosition(tr.doc, tableStart, bottom, getColumn(left))
      dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(cell + 1))).scrollIntoView())
    }
    if (bottom >= map.height) return addRowAfter(state, moveCaret)
    moveCaret(state.tr)
    return true
  }
}

/** The position before a cell in a table whose content begins at `tableStart`. */
function findCellPosition(doc: Node, tableStart: number, row: number, column: number): number {
  const rows = doc.resolve(tableStart).parent.children
  const getSize = (nodes: readonly Node[]) => nodes.reduce((size, { nodeSize }) => size + nodeSize, 0)
  return tableStart + getSize(rows.slice(0, row)) + 1 + getSize(rows[row]?.children.slice(0, column) ?? [])
}

/** Prevents Backspace and Delete at the edge of a cell from joining it with other text; deletes the table if it has no text. */
const stayInCell =
  (edge: 'start' | 'end'): Command =>
  (state, dispatch) => {
    const { $from, empty } = state.selection
    if (!empty || !isInTable(state)) return false
    if ($from.parentOffset !== (edge === 'start' ? 0 : $from.parent.content.size)) return false
    if (findTableAtCaret(state)?.textContent === '') return deleteTable(state, dispatch)
    return true
  }

function findTableAtCaret({ selection: { $from } }: EditorState): Node | null {
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type === nodes.table) return $from.node(depth)
  }
  return null
}

/** Moves down from the last row, or up from the first, to the line outside the table. Adds a line if there is none. */
const leaveTable =
  (side: 'above' | 'below'): Command =>
  (state, dispatch, view) => {
    const { $head, empty } = state.selection
    if (!empty || !isInTable(state)) return false
    const { map, top, bottom } = selectedRect(state)
    const isInEdgeRow = side === 'below' ? bottom >= map.height : top === 0
    if (!isInEdgeRow || view?.endOfTextblock(side === 'below' ? 'down' : 'up') === false) return false
    // Cell and row are the two levels within the table.
    const depth = $head.depth - 2
    const pos = side === 'below' ? $head.after(depth) : $head.before(depth)
    const { tr } = state
    const line = side === 'below' ? tr.doc.resolve(pos).nodeAfter : tr.doc.resolve(pos).nodeBefore
    if (!line) tr.insert(pos, nodes.paragraph.create())
    const direction = side === 'below' || !line ? 1 : -1
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(pos), direction)).scrollIntoView())
    return true
  }

const consumeKey: Command = (state) => isInTable(state)

export function createTablePlugins(): Plugin[] {
  return [
    keymap({
      ArrowDown: leaveTable('below'),
      ArrowUp: leaveTable('above'),
      Tab: goToNextTableCell,
      'Shift-Tab': goToPreviousCell,
      Enter: chainCommands(
        goToRowBelow((column) => column),
        beginTable,
      ),
      'Shift-Enter': consumeKey,
      'Mod-Enter': addRowAfter,
      'Mod-Shift-Enter': addColumnAfter,
      Backspace: stayInCell('start'),
      'Mod-Backspace': stayInCell('start'),
      'Shift-Backspace': stayInCell('start'),
      Delete: stayInCell('end'),
      'Mod-Delete': stayInCell('end'),
    }),
    new Plugin({
      props: {
        handlePaste(view, _, slice) {
          if (!isInTable(view.state) || isTablePart(slice)) return false
          const line = Fragment.from(joinBlocks(slice.content))
          const { from, to } = view.state.selection
          view.dispatch(view.state.tr.replaceWith(from, to, line).setMeta('paste', true).scrollIntoView())
          return true
        },
      },
    }),
    tableEditing(),
  ]
}

function isTablePart({ content }: Slice): boolean {
  const type = content.firstChild?.type
  return (
    type === nodes.table ||
    type === nodes.table_row ||
    type === nodes.table_cell ||
    type === nodes.table_header
  )
}

/** Joins the text of the blocks to one line, since a cell holds only one. */
function joinBlocks(content: Fragment): Node[] {
  const line: Node[] = []
  const add = (children: readonly Node[]) => {
    if (children.length === 0) return
    if (line.length > 0) line.push(schema.text(' '))
    const isBreak = ({ type }: Node) => type === nodes.hard_break || type === nodes.soft_break
    line.push(...children.map((child) => (isBreak(child) ? schema.text(' ') : child)))
  }
  if (content.firstChild?.isInline) add(content.content)
  else {
    content.descendants((node) => {
      if (node.isTextblock) add(node.children)
      else if (node.type === nodes.source) add([schema.text(node.attrs.text)])
      return !node.isTextblock
    })
  }
  return line
}
