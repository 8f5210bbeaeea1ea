/** A delegation: colleagues who share notes and stars of a conference through a folder. */
import { z } from 'zod'
import { MAX_NOTE_LENGTH } from '../../core/note-format/length.ts'
import { ConferenceSlug, type Instant, NoteId } from '../model.ts'
import { type Calls, conferenceInput, grant, mutation, query, type SavedFile } from './call.ts'

const device = z.uuid()

/**
 * What the delegate chose to share. Internal notes and contacts are shared only if the delegation allows it. Private ones are never shared.
 */
export const DelegationChoice = z.strictObject({
  notes: z.boolean(),
  internal: z.boolean(),
  contacts: z.boolean(),
  stars: z.boolean(),
})
export type DelegationChoice = z.infer<typeof DelegationChoice>

export const delegationCalls = {
  /** null if the conference has no delegation. */
  'delegation.get': query(conferenceInput, 'delegation', 'people').returns<Delegation | null>(),
  /** `grant`: the shared folder. */
  'delegation.create': {
    ...mutation(
      z.strictObject({
        conference: ConferenceSlug,
        name: z.string().trim().min(1).max(100),
        allowsInternal: z.boolean(),
        grant,
      }),
      'delegation',
    ).returns<null>(),
    takesLong: true,
  },
  /** The text of an invitation. Whoever has it can read everything that the delegation shares, so it is meant for one colleague. */
  'delegation.invite': query(conferenceInput, 'people').returns<{
    invitation: string
    fingerprint: string
  }>(),
  'delegation.saveInvitation': {
    ...mutation(z.strictObject({ conference: ConferenceSlug, grant })).returns<SavedFile>(),
    evenReadOnly: true,
  },
  /** Reads an invitation from its text, from a file with the text, or from a picture of its code. Joins nothing. */
  'delegation.readInvitation': {
    ...mutation(
      z.union([z.strictObject({ text: z.string().max(100_000) }), z.strictObject({ grant })]),
    ).returns<ReadInvitation>(),
    takesLong: true,
    evenReadOnly: true,
  },
  'delegation.join': {
    ...mutation(z.strictObject({ invitation: z.string().max(100_000), grant }), 'delegation').returns<{
      conference: ConferenceSlug
    }>(),
    takesLong: true,
  },
  'delegation.saveSettings': mutation(
    z.strictObject({ conference: ConferenceSlug, choice: DelegationChoice, isPaused: z.boolean() }),
    'delegation',
  ).returns<null>(),
  /** Sets whether all members may edit this note, which the delegate wrote. */
  'delegation.setWritable': mutation(
    z.strictObject({ conference: ConferenceSlug, note: NoteId, isWritable: z.boolean() }),
    'delegation',
  ).returns<null>(),
  /** Paragraphs that members changed at the same time, oldest note first. */
  'delegation.conflicts': query(conferenceInput, 'delegation', 'notes').returns<NoteConflict[]>(),
  /**
   * Decides a conflict for all members. `keep`: the text that stays; null to keep all texts. Refused as `conflict` if there is no such
   * conflict.
   */
  'delegation.decide': mutation(
    z.strictObject({
      conference: ConferenceSlug,
      note: NoteId,
      conflict: z.string().max(100),
      keep: z.string().max(MAX_NOTE_LENGTH).nullable(),
    }),
    'delegation',
    'notes',
  ).returns<null>(),
  /** Confirms that a new device belongs to the colleague whom it names. */
  'delegation.trust': mutation(
    z.strictObject({ conference: ConferenceSlug, device }),
    'delegation',
    'people',
  ).returns<null>(),
  /** Excludes devices. The next sync replaces the key, so that they cannot read anything new. */
  'delegation.remove': mutation(
    z.strictObject({ conference: ConferenceSlug, devices: z.array(device).min(1) }),
    'delegation',
  ).returns<null>(),
  /**
   * Removes this computer's files from the folder. Colleagues keep what they have already read. `isFolderGone`: leaves the folder as it is,
   * and the other members do not learn that this computer has left.
   */
  'delegation.leave': {
    ...mutation(
      conferenceInput.extend({ isFolderGone: z.boolean().default(false) }),
      'delegation',
    ).returns<null>(),
    takesLong: true,
  },
  /**
   * Tells whether a sync would read or write anything. Fast enough to be called every second. `outgoing`: a key that changes with every edit;
   * null if there is nothing to send.
   */
  'delegation.hasNews': {
    ...query(conferenceInput).returns<{ incoming: boolean; outgoing: string | null }>(),
    transaction: false,
  },
  'delegation.sync': {
    ...mutation(
      conferenceInput,
      'delegation',
      'notes',
      'contacts',
      'stars',
      'people',
      'pictures',
      // Appointments of colleagues are sessions.
      'programme',
    ).returns<SyncResult>(),
    takesLong: true,
  },
} as const satisfies Calls

export type Delegation = {
  name: string
  folder: string
  allowsInternal: boolean
  choice: DelegationChoice
  isPaused: boolean
  members: DelegationMember[]
  /** Notes that all members may edit. */
  writable: NoteId[]
  /** null before the first sync. */
  last: ({ at: Instant } & Omit<SyncResult, 'read' | 'written'>) | null
}

/** `text`: as Markdown, with the line breaks before it. `person`: null for the delegate, '' if unknown. */
export type NoteConflict = { note: NoteId; id: string; sides: { text: string; person: string | null }[] }

/** `invitation`: its text. `from`: the member who invites; null if the invitation does not name one. */
export type ReadInvitation = {
  invitation: string
  name: string
  conference: string
  from: { name: string; fingerprint: string } | null
}

export type DelegationMember = {
  person: string
  /** '' without one. */
  name: string
  device: string
  fingerprint: string
  /** me: this computer. waiting: the delegate must confirm this new device first. left: its owner left the delegation. */
  state: 'me' | 'member' | 'waiting' | 'left'
  /** When the device wrote the last file that was read here. */
  lastAt: Instant | null
}

/** Numbers of files. `incomplete`: still being copied, or damaged. `unreadable`: encrypted with a key that this computer does not have. */
export type SyncResult = { read: number; written: number; incomplete: number; unreadable: number }
