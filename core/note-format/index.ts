/** Reads and writes notes as Markdown: docs/note-format.md. */
export { type BlockStart, getStart, type Person } from './block-start.ts'
export { findConfidentialCells, getBlocks, getBlockText, type NoteBlock, pickStricter } from './blocks.ts'
export { normaliseNote } from './canonical.ts'
export { countEntries, type Entry, type EntryMention, getEntries } from './entries.ts'
export {
  getNoteItems,
  getPictures,
  getTasks,
  type NoteItems,
  removeForWord,
  type Task,
} from './extract-items.ts'
export { MAX_NOTE_LENGTH } from './length.ts'
export { isWithinLevel, type Level, levels } from './levels.ts'
export type { Highlight } from './marks.ts'
export { parseNote } from './parse.ts'
export { createPartReader } from './parts.ts'
export { removeLeadingTime, toInlineText, toLines, toPlainText } from './plain-text.ts'
export { addQuotation, removeQuotation, writeQuotation } from './quotation.ts'
export {
  type Confidentiality,
  createTimeLink,
  formatRapporteurUrl,
  getPicture,
  getTarget,
  type PersonKey,
  parseRapporteurUrl,
  type RapporteurTarget,
} from './rapporteur-url.ts'
export { serialiseNote } from './serialise.ts'
export { setTaskBox } from './task-box.ts'
export { getTaskLinks, isTaskLinks, setTaskLinks, writeTaskLink } from './task-links.ts'
export {
  CARET_MARKER,
  fillTemplate,
  getTemplate,
  type TemplateFacts,
  templatePlaceholders,
} from './template.ts'
export { type Passages, withhold, withholdFrom } from './withhold.ts'
