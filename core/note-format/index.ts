/** Notes as Markdown and as trees: docs/note-format.md. */
export { canonical } from './canonical.ts'
export { countEntries, decisionMark, type Entry, type EntryMention, entriesOf } from './entries.ts'
export { MAX_NOTE_LENGTH } from './length.ts'
export type { Highlight } from './marks.ts'
export { parseNote } from './parse.ts'
export { createPartReader } from './parts.ts'
export { inlineText, plainText, withoutStamp } from './plain-text.ts'
export {
  formatRapporteurUrl,
  parseRapporteurUrl,
  type RapporteurTarget,
  stampLink,
  targetOf,
} from './rapporteur-url.ts'
export { serialiseNote } from './serialise.ts'
