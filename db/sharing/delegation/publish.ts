/**
 * Plans the file that this device writes into the folder: the changes since its last file, or everything as a snapshot that replaces its
 * files.
 */
import type { ConferenceSlug, Confidentiality, ContactId, Guid, Instant, NoteId } from '../../model.ts'
import { listOwnEntries } from '../../sql/own-entries.ts'
import { getPerson } from '../../sql/people.ts'
import { getPicturesByHash } from '../../sql/picture-use.ts'
import type { Writer } from '../../store/context.ts'
import type { Sql } from '../../store/open.ts'
import {
  type BundleNote,
  type BundleOwnEntry,
  type BundleStar,
  MAX_FILE_BYTES,
  type NotesBundle,
} from '../bundle.ts'
import { findShownPictures, gather } from '../gather.ts'
import { getTags } from '../merge-tags-and-pins.ts'
import { getClock, getContactRow, getStarKey, listStarRows, type StarRow } from '../rows.ts'
import { hash } from './hash.ts'
import { isTakenBack, listOutgoingTexts } from './outgoing-texts.ts'
import { planVisibility } from './outgoing-visibility.ts'
import { hasRemovedText, measureCuts } from './removed-text.ts'
import { listSentChanges, type SentChanges } from './shared-fields.ts'
import {
  type Choices,
  type DelegationState,
  getClient,
  getLevel,
  getNextTime,
  isWritableByAll,
  type Published,
} from './state.ts'

export type Outgoing = {
  stars: Guid[] | null
  starsAt: Instant
  level: Confidentiality
  choices: Choices | undefined
  visibility: Published['visibility']
  writable: NoteId[]
  writableChanges: DelegationState['writableChanges']
  changes: SentChanges['own']
  formerChanges: SentChanges['former']
  met: ContactId[]
  /** The shared text of notes that several people write, by note. */
  texts: Record<string, string>
  bundle: NotesBundle | null
  isSnapshot: boolean
  /** What this device's files contain after this file is written, except the names and sizes of files. */
  published: Published
}

/**
 * A snapshot that only replaces files is written if the files after the last snapshot are larger than the snapshot and than this number.
 */
const MIN_COMPACTED_BYTES = 64 * 1024

/** @returns null if nothing changed. `createdAt`: of the record. `isLost`: files of this device are missing in the folder */
export function planFile(
  context: Writer,
  slug: ConferenceSlug,
  state: DelegationState,
  { createdAt, isLost }: { createdAt: Instant; isLost: boolean },
): Outgoing | null {
  const { sql } = context
  const { choice, published: before } = state
  const me = context.author()
  const all = gatherShareable(context, slug, state, createdAt)
  const own = choice.notes ? all.notes.filter(({ createdBy }) => createdBy === me) : []
  const shared = own.filter(isShared)
  const fields = listSentChanges(context, slug, state)
  const hashes = Object.fromEntries([
    // A note is sent again when its author begins or ceases to let all members edit it.
    ...shared.map((note) => [note.id, hash(isWritableByAll(state, note) ? { ...note, isOpen: true } : note)]),
    ...[...fields].map(([item, { own, former }]) => [item, hash([...own, ...former])]),
  ])

  const { visibility, isChanged: isVisibilityChanged } = planVisibility(context, state, { hashes, createdAt })
  // Notes that the delegate emptied are withdrawn from colleagues, but sent to the delegate's other computers.
  const emptied = own.filter(({ id, markdown }) => markdown?.trim() === '' && visibility[id])

  const stars = getStarRows().flatMap(({ session, deletedAt }) => (deletedAt === null ? session : []))
  const starsHash = hash(stars)
  // Another computer of the delegate may have other stars. Colleagues use the list that was changed last.
  const starsAt =
    before.stars?.hash === starsHash ? before.stars.at : getNextTime(state.starsAt[me] ?? '', createdAt)
  const writable = (state.writable[me]?.notes ?? []).filter((id) => hashes[id] !== undefined)
  const entries = getEntries()
  const head = hash([getPerson(sql, me), stars, writable, state.writableChanges, entries, state.choices])
  const isCompactionDue =
    before.laterBytes > Math.max(MIN_COMPACTED_BYTES, before.snapshotBytes) &&
    before.laterBytes + before.snapshotBytes < MAX_FILE_BYTES
  // After a backup was restored, this is another device, whose folder is empty.
  const device = context.device().id
  const remaining = state.members.filter(({ hasLeft }) => !hasLeft)
  const others = remaining.map((one) => getClient(one.device, one.recipient))
  // The files of a member who left may be gone, and with them changes on which those of other members are based. A snapshot has all of them.
  const hasMemberLeft = before.others.some((one) => !others.includes(one))
  const isNew = before.device !== device || isLost || hasMemberLeft
  const cuts = measureCuts(context, state, shared)
  const isSnapshot =
    isNew ||
    isVisibilityChanged ||
    shared.some((note) => hasRemovedText(context, note, { before, cuts, hashes })) ||
    (Object.keys(before.texts) as NoteId[]).some((id) => isTakenBack(context, state, id)) ||
    isCompactionDue
  const changed = shared.filter(({ id }) => isSnapshot || hashes[id] !== before.notes[id]).map(addRemovedTags)
  const withText = [...shared, ...emptied].filter(({ markdown }) => markdown !== null)
  const ownIds = new Set(withText.map(({ id }) => id))
  const texts = listOutgoingTexts(context, state, { ownIds, isSnapshot, others })
  const changedFields = [...fields].flatMap(([item, changes]) =>
    isSnapshot || hashes[item] !== before.notes[item] ? changes : [],
  )
  const changes = changedFields.flatMap(({ own }) => own)
  const formerChanges = changedFields.flatMap(({ former }) => former)
  const hasNew = Object.keys(hashes).some((id) => before.notes[id] === undefined)
  const changeCount = changed.length + texts.length + changes.length + formerChanges.length
  const isSame = changeCount === 0 && !hasNew && head === before.head
  if (!isSnapshot && isSame) return null

  const isHeadNew = isSnapshot || head !== before.head
  const sent = isSnapshot ? [...changed, ...emptied] : changed
  const notes = { ...all, notes: sent, ownEntries: entries, stars: isHeadNew ? getStarEdits() : [] }
  const sentPictures = new Set(isSnapshot ? [] : before.pictures)
  const shownPictures = new Set([...findShownPictures(notes), ...texts.flatMap(({ pictures }) => pictures)])
  const newPictures = [...shownPictures].filter((picture) => !sentPictures.has(picture))
  const bundle = { ...notes, pictures: getPicturesByHash(sql, newPictures) }
  const hasNewHead = isHeadNew && notes.ownEntries.length + notes.stars.length > 0
  return {
    stars: isHeadNew ? stars : null,
    starsAt,
    level: getLevel(state),
    choices: state.choices,
    visibility,
    writable,
    writableChanges: state.writableChanges,
    changes,
    formerChanges,
    met: findMet(),
    texts: Object.fromEntries(texts.map(({ id, changes }) => [id, changes])),
    bundle: sent.length + newPictures.length > 0 || hasNewHead ? bundle : null,
    isSnapshot,
    published: {
      ...before,
      device,
      notes: hashes,
      revisions: Object.fromEntries(shared.map(({ id, revision }) => [id, revision])),
      visibility,
      cuts,
      stars: { hash: starsHash, at: starsAt },
      pictures: [...sentPictures, ...newPictures],
      tags: [...new Set([...before.tags, ...changed.flatMap(({ tags }) => tags.map(({ id }) => id))])],
      texts: {
        ...(isSnapshot ? {} : before.texts),
        ...Object.fromEntries(texts.map(({ id, clock }) => [id, clock])),
      },
      others,
      head,
    },
  }

  function findMet(): ContactId[] {
    const items = new Set([...changes.map(({ item }) => item), ...Object.keys(visibility)])
    return ([...items] as ContactId[]).filter((id) => getContactRow(sql, id, me)?.createdBy === me)
  }

  function addRemovedTags(note: BundleNote): BundleNote {
    const removed = getTags(sql, note.id, true).filter(
      ({ id, deletedAt }) => deletedAt !== null && before.tags.includes(id),
    )
    return { ...note, tags: [...note.tags, ...removed] }
  }

  /** A deleted note is shared as deleted if colleagues have it. */
  function isShared({ id, markdown }: BundleNote): boolean {
    return markdown === null ? before.notes[id] !== undefined : markdown.trim() !== ''
  }

  /** The delegate's appointments with a note that is shared. */
  function getEntries(): BundleOwnEntry[] {
    const referredSessions = new Set<string | null>(
      shared.flatMap(({ markdown, session }) => (markdown === null ? [] : session)),
    )
    return (all.ownEntries ?? []).filter((entry) => entry.author === me && referredSessions.has(entry.id))
  }

  function getStarRows(): StarRow[] {
    const entryIds = new Set<string>(listOwnEntries(sql, slug).map(({ id }) => id))
    return choice.stars ? listStarRows(sql, slug).filter(({ session }) => !entryIds.has(session)) : []
  }

  /** Includes removed stars, for the delegate's other computers. Colleagues read only the list in the record. */
  function getStarEdits(): BundleStar[] {
    return getStarRows().map(({ reminder: _, ...star }) => ({
      ...star,
      clock: getClock(sql, 'star', getStarKey(slug, star.session)),
    }))
  }
}

/** @returns a hash that changes whenever something that may be shared changes. It is cheaper than gathering and comparing the notes */
export function getShareableHash(sql: Sql, conference: ConferenceSlug): string {
  const marks = sql<Record<string, unknown>>(
    `SELECT
       (SELECT json_array(count(*), sum(revision), max(updated_at)) FROM note WHERE conference = @conference) AS notes,
       (SELECT json_array(count(*), sum(revision)) FROM star WHERE conference = @conference) AS stars,
       (SELECT json_array(count(*), sum(revision)) FROM own_entry WHERE conference = @conference) AS entries,
       (SELECT json_array(count(*), sum(revision)) FROM contact WHERE conference = @conference) AS contacts,
       (SELECT count(*) FROM field_change WHERE conference = @conference) AS fields,
       (SELECT json_group_array(json_array(note_id, confidentiality)) FROM note_handling) AS handling,
       (SELECT json_array(count(*), sum(revision)) FROM note_tag) AS tags,
       (SELECT max(updated_at) FROM person) AS people`,
  ).get({ conference })
  return hash(marks)
}

function gatherShareable(
  { sql, author, device }: Pick<Writer, 'sql' | 'author' | 'device'>,
  conference: ConferenceSlug,
  state: DelegationState,
  now: Instant,
): NotesBundle {
  const source = { sql, me: author(), device: device().id, now }
  return gather(source, {
    conference,
    sessions: null,
    notes: true,
    contacts: false,
    contactNotes: false,
    stars: false,
    remarks: false,
    history: false,
    includesEmptyNotes: true,
    confidentiality: getLevel(state),
  }).bundle
}
