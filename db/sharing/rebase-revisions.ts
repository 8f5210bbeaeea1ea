/**
 * A forged or broken file may have revisions so high that no higher number is left for the next save. Lowers them to a value that leaves
 * room for saving and sharing.
 */
import type { BundleNote, EditClock, NotesBundle } from './bundle.ts'

const HIGHEST_REVISION = 2 ** 52
const REBASED = 2 ** 51

type Revisioned = { revision: number }

/** Changes the bundle in place. The order of revisions stays, so merging gives the same result. */
export function rebaseRevisions({
  notes,
  contacts,
  stars,
  own,
  ownEntries = [],
  keyMessageRemarks = [],
  ownDocuments = [],
}: NotesBundle): void {
  for (const written of [...notes, ...contacts, ...stars]) {
    rebase(written)
    written.clock = rebaseClock(written.clock)
  }
  for (const note of notes) {
    for (const mark of [...note.tags, ...(note.pin ? [note.pin] : [])]) rebase(mark)
    rebaseVersions(note)
  }
  for (const row of [...(own?.templates ?? []), ...ownEntries, ...keyMessageRemarks, ...ownDocuments])
    rebase(row)
}

function rebase(row: Revisioned): void {
  if (row.revision > HIGHEST_REVISION) row.revision = REBASED
}

function rebaseClock(clock: EditClock): EditClock {
  const entries = Object.entries(clock)
  return Object.fromEntries(
    entries.map(([author, revision]) => [author, revision > HIGHEST_REVISION ? REBASED : revision]),
  )
}

/** Each earlier text keeps a revision of its own, below that of the note. */
function rebaseVersions(note: BundleNote): void {
  const { versions } = note
  const high = versions.filter(({ revision }) => revision > HIGHEST_REVISION)
  high.sort((a, b) => a.revision - b.revision)
  for (const [index, version] of high.entries()) version.revision = REBASED - high.length + index
  // A text that is replaced here is kept as a version with the note's revision, so no version of the file may have that revision.
  for (const { revision } of versions) note.revision = Math.max(note.revision, revision + 1)
}
