/**
 * A forged or broken file may have revisions so high that no higher number is left for the next save. Lowers them to a value that leaves
 * room for saving and sharing.
 */
import type { BundleNote, EditClock, NotesBundle } from './bundle.ts'

const HIGHEST_REVISION = 2 ** 52
const REBASED_REVISION = 2 ** 51

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
    for (const tagOrPin of [...note.tags, ...(note.pin ? [note.pin] : [])]) rebase(tagOrPin)
    rebaseVersions(note)
  }
  for (const row of [...(own?.templates ?? []), ...ownEntries, ...keyMessageRemarks, ...ownDocuments])
    rebase(row)
}

function rebase(row: Revisioned): void {
  if (row.revision > HIGHEST_REVISION) row.revision = REBASED_REVISION
}

function rebaseClock(clock: EditClock): EditClock {
  const entries = Object.entries(clock)
  return Object.fromEntries(
    entries.map(([author, revision]) => [author, revision > HIGHEST_REVISION ? REBASED_REVISION : revision]),
  )
}

/** Each earlier text keeps a revision of its own, below that of the note. */
function rebaseVersions(note: BundleNote): void {
  const { versions } = note
  const high = versions.filter(({ revision }) => revision > HIGHEST_REVISION)
  high.sort((a, b) => a.revision - b.revision)
  for (const [index, version] of high.entries()) version.revision = REBASED_REVISION - high.length + index
  // If the note's text is replaced here later, it is kept as a version with the note's revision. No other version may have that revision.
  for (const { revision } of versions) note.revision = Math.max(note.revision, revision + 1)
}
