/** Inserts pictures that are pasted, dropped or chosen from a file. */
import { closeHistory } from 'prosemirror-history'
import { type EditorState, NodeSelection, Selection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { type PictureAttrs, schema } from '../schema/schema.ts'
import { findPlace } from './places.ts'

export type PictureSource = File | 'choose'
/**
 * Stores pictures and returns their attributes, in order. The implementation reports each picture that it cannot store. `canInsert` returns
 * false once the note has been left; the implementation reports that too, and returns nothing.
 */
export type AddPictures = (
  sources: readonly PictureSource[],
  canInsert: () => boolean,
) => Promise<Pick<PictureAttrs, 'sha256' | 'alt'>[]>

/** Pictures in pasted or dropped data. Ignores the picture that Word and Excel add to copied text. */
export function getPastedPictures(data: DataTransfer | null): File[] {
  const files = [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
  return files.length > 0 && data?.getData('text/plain').trim() === '' ? files : []
}

/** Stores the pictures and then inserts them at the caret. Text that is typed meanwhile stays. */
export function addPictures(view: EditorView, add: AddPictures, sources: readonly PictureSource[]): void {
  void add(sources, () => !view.isDestroyed).then((pictures) => {
    if (view.isDestroyed || pictures.length === 0) return
    const { tr } = view.state
    for (const attrs of pictures) tr.replaceSelectionWith(schema.nodes.picture.create(attrs), false)
    view.dispatch(tr.scrollIntoView())
  })
}

export function createPictureHandlers(getAdd: () => AddPictures) {
  return {
    handlePaste(view: EditorView, event: ClipboardEvent) {
      const files = getPastedPictures(event.clipboardData)
      if (files.length === 0) return false
      addPictures(view, getAdd(), files)
      return true
    },
    handleDrop(view: EditorView, event: DragEvent) {
      const files = getPastedPictures(event.dataTransfer)
      if (files.length === 0) return false
      const dropPosition = view.posAtCoords({ left: event.clientX, top: event.clientY })
      if (dropPosition) {
        const { doc, tr } = view.state
        const selection = NodeSelection.near(doc.resolve(dropPosition.pos))
        view.dispatch(tr.setSelection(selection))
      }
      view.focus()
      addPictures(view, getAdd(), files)
      event.preventDefault()
      return true
    },
  }
}

export type SelectedPicture = { pos: number } & PictureAttrs

export function getSelectedPicture({ selection }: EditorState): SelectedPicture | null {
  if (!(selection instanceof NodeSelection) || selection.node.type !== schema.nodes.picture) return null
  return { pos: selection.from, ...(selection.node.attrs as PictureAttrs) }
}

export function isSamePicture(a: SelectedPicture | null, b: SelectedPicture | null): boolean {
  return a?.pos === b?.pos && a?.sha256 === b?.sha256 && a?.alt === b?.alt
}

/** Changes the picture at `pos`, if it is still there. */
export function setPicture(view: EditorView, pos: number, attrs: Partial<PictureAttrs>): void {
  const node = view.state.doc.nodeAt(pos)
  if (node?.type !== schema.nodes.picture) return
  const { tr } = view.state
  tr.setNodeMarkup(pos, null, { ...node.attrs, ...attrs })
  view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, pos)))
}

/** Replaces a picture by a smaller one, even if the picture has moved meanwhile. Does nothing if the note no longer contains it. */
export function replacePicture(view: EditorView, { pos, sha256 }: SelectedPicture, newSha256: string): void {
  if (view.isDestroyed) return
  const { doc } = view.state
  const isUnmoved = pos < doc.content.size && doc.nodeAt(pos)?.attrs.sha256 === sha256
  const found = isUnmoved ? pos : findPlace(doc, { kind: 'picture', sha256 })?.pos
  if (found !== undefined) setPicture(view, found, { sha256: newSha256 })
}

/**
 * Whether the picture is in a table. A quotation would be inserted after the table, where the confidentiality of the cell does not apply.
 */
export function isInTableCell(view: EditorView, pos: number): boolean {
  const $pos = view.state.doc.resolve(pos)
  return Array.from({ length: $pos.depth }, (_, depth) => $pos.node(depth + 1)).some(
    ({ type }) => type === schema.nodes.table,
  )
}

/** Inserts a quotation after the block that shows the picture. It belongs to the same internal or private passage. */
export function insertQuoteAfter(view: EditorView, pos: number, lines: readonly string[]): void {
  const $pos = view.state.doc.resolve(pos)
  const { blockquote, paragraph } = schema.nodes
  const paragraphs = lines.map((line) => paragraph.create(null, schema.text(line)))
  const tr = view.state.tr.insert($pos.after(), blockquote.create(null, paragraphs))
  const end = Selection.near(tr.doc.resolve(tr.mapping.map($pos.after())), -1)
  // A separate step, so that Undo removes only the quotation.
  view.dispatch(closeHistory(tr.setSelection(end).scrollIntoView()))
}

export function removePicture(view: EditorView, pos: number): void {
  const node = view.state.doc.nodeAt(pos)
  if (node?.type !== schema.nodes.picture) return
  // A separate step, so that Undo reverts only this.
  view.dispatch(closeHistory(view.state.tr.delete(pos, pos + node.nodeSize)))
}
