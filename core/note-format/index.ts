/** Notes as Markdown and as trees: docs/note-format.md. */
export { type BlockStart, type Person, startOf } from './block-start.ts'
export { blocksOf, guardedCells, type NoteBlock, stricter, textOfBlock } from './blocks.ts'
export { canonical } from './canonical.ts'
export { countEntries, type Entry, type EntryMention, entriesOf } from './entries.ts'
export {
  type Decision,
  decisionsOf,
  type Marked,
  markedOf,
  picturesOf,
  type Question,
  questionsOf,
  type Task,
  type Turn,
  tasksOf,
  turnsOf,
} from './extract-items.ts'
export { MAX_NOTE_LENGTH } from './length.ts'
export { type Level, levels, mayLeave } from './levels.ts'
export type { Highlight } from './marks.ts'
export { parseNote } from './parse.ts'
export { createPartReader } from './parts.ts'
export { inlineText, lines, plainText, withoutStamp } from './plain-text.ts'
export {
  type Confidentiality,
  formatRapporteurUrl,
  type PersonKey,
  parseRapporteurUrl,
  pictureOf,
  type RapporteurTarget,
  stampLink,
  targetOf,
} from './rapporteur-url.ts'
export { serialiseNote } from './serialise.ts'
export { withTaskDone } from './task-box.ts'
export { fillTemplate, HERE, type TemplateFacts, templateOf, templatePlaces } from './template.ts'
export { type Passages, withhold, withholdFrom } from './withhold.ts'
