/** Rejects a whole paste that would exceed the maximum length of a note. */
import type { Node } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import { MAX_NOTE_LENGTH } from '../../../core/note-format/index.ts'
import { docToMarkdown } from './to-mdast.ts'

export function createPasteLimitPlugin(onTooLong: () => void): Plugin {
  return new Plugin({
    filterTransaction(tr, { doc }) {
      const isPasteOrDrop = tr.getMeta('paste') === true || tr.getMeta('uiEvent') === 'drop'
      // Moving text within the note does not make the note longer.
      if (!isPasteOrDrop || tr.doc.content.size <= doc.content.size || !isTooLong(tr.doc)) return true
      onTooLong()
      return false
    },
  })
}

function isTooLong(doc: Node): boolean {
  return doc.textContent.length > MAX_NOTE_LENGTH || docToMarkdown(doc).length > MAX_NOTE_LENGTH
}
