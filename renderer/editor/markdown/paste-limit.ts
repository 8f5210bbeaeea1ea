/** A paste that would make the note longer than what can be saved is refused as a whole, before anything of it is in the note. */
import type { Node } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import { MAX_NOTE_LENGTH } from '../../../core/note-format/index.ts'
import { docToMarkdown } from './to-mdast.ts'

export function pasteLimit(onTooLong: () => void): Plugin {
  return new Plugin({
    filterTransaction(tr, { doc }) {
      const comesIn = tr.getMeta('paste') === true || tr.getMeta('uiEvent') === 'drop'
      // What only moves within the note is no longer than it was.
      if (!comesIn || tr.doc.content.size <= doc.content.size || !isTooLong(tr.doc)) return true
      onTooLong()
      return false
    },
  })
}

function isTooLong(doc: Node): boolean {
  return doc.textContent.length > MAX_NOTE_LENGTH || docToMarkdown(doc).length > MAX_NOTE_LENGTH
}
