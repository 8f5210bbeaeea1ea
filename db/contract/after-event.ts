/** Calls for the time after the event. */
import { z } from 'zod'
import type { ConferenceSlug, Instant } from '../model.ts'
import { allTopics, type Calls, conferenceInput, grant, mutation, query, type SavedFile } from './call.ts'
import { secret } from './encryption.ts'
import type { SentEntry } from './sharing.ts'

export const afterEventCalls = {
  /** Describes the data that this computer stores about a conference, and which exported files have been verified. */
  'afterEvent.state': query(
    conferenceInput,
    'exports',
    'notes',
    'contacts',
    'stars',
    'remarks',
    'backups',
  ).returns<AfterEventState>(),
  /** Verifies an exported file: it must match a recorded hash and be readable in its format. */
  'afterEvent.verify': {
    ...mutation(conferenceInput.extend({ grant }), 'exports').returns<SentEntry>(),
    takesLong: true,
  },
  /** Writes a verified copy of the database to a chosen path. */
  'afterEvent.backUp': {
    ...mutation(conferenceInput.extend({ grant }), 'exports').returns<SavedFile>(),
    takesLong: true,
    evenReadOnly: true,
  },
  /**
   * Permanently deletes everything that the delegate wrote about a conference, in the database and in the profile's backups; the programme
   * stays. Refused as `conflict` if `confirmation` is not the conference's title, or if anything is unsaved (see `AfterEventState`) and
   * `unverified` is not set. `deleteRecords`: also deletes the logs of exports and imports. `recoveryCode`: for an encrypted notebook, the
   * code that `encryption.prepareNew` returned with a new key. The notebook is then encrypted with that key.
   */
  'afterEvent.wipe': {
    ...mutation(
      conferenceInput.extend({
        confirmation: z.string().max(2_000),
        unverified: z.boolean(),
        deleteRecords: z.boolean(),
        recoveryCode: secret.optional(),
      }),
      ...allTopics,
    ).returns<WipeResult>(),
    takesLong: true,
  },
  'afterEvent.saveReceipt': {
    ...mutation(z.strictObject({ grant, text: z.string().max(100_000) })).returns<SavedFile>(),
    transaction: false,
    evenReadOnly: true,
  },
} as const satisfies Calls

export type UnsavedKind = 'notes' | 'contacts' | 'ownEntries' | 'remarks' | 'documents'

/** `unsaved`: the number of items whose current text is in no verified file and in no copy of the notebook. Notes are counted by their entries. */
export type AfterEventState = {
  sent: SentEntry[]
  unsaved: Record<UnsavedKind, number>
  contents: Record<
    'notes' | 'versions' | 'contacts' | 'stars' | 'ownEntries' | 'remarks' | 'documents' | 'backups',
    number
  >
}

/** `damaged`: damaged files that had been moved aside before. `backup`: the backup that replaced all others. */
export type WipedCounts = Record<
  | 'notes'
  | 'versions'
  | 'contacts'
  | 'stars'
  | 'ownEntries'
  | 'remarks'
  | 'documents'
  | 'pictures'
  | 'records'
  | 'backups'
  | 'damaged',
  number
> & { backup: string }

export type WipeResult = WipedCounts & {
  at: Instant
  conference: { slug: ConferenceSlug; title: string }
  verified: SentEntry[]
}
