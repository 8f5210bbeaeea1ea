/** The level of confidentiality of copied text, only on the clipboard and while dragged (plugins/carried-levels.ts). */
import type { MarkSpec } from 'prosemirror-model'
import type { Confidentiality } from '../../../core/note-format/index.ts'

/** `level` is the level of the copied passage, `note` that of the whole note it was copied from. */
export type CarriedLevels = { level: Confidentiality | null; note: Confidentiality | null }

export const carried = {
  attrs: {
    level: { default: null, validate: 'string|null' },
    note: { default: null, validate: 'string|null' },
  },
  inclusive: false,
  parseDOM: [
    {
      tag: 'span[data-level], span[data-note-level]',
      getAttrs: (dom): CarriedLevels | false => {
        const level = readLevel(dom.getAttribute('data-level'))
        const note = readLevel(dom.getAttribute('data-note-level'))
        return level || note ? { level, note } : false
      },
    },
  ],
  toDOM: ({ attrs: { level, note } }) => ['span', { 'data-level': level, 'data-note-level': note }, 0],
} satisfies MarkSpec

function readLevel(level: string | null): Confidentiality | null {
  return level === 'internal' || level === 'private' ? level : null
}
