/** Contacts, the user and other authors. */
import { z } from 'zod'
import {
  ConferenceSlug,
  type Contact,
  ContactFields,
  ContactId,
  type Instant,
  OfficeFields,
  type Person,
  PersonFields,
} from '../model.ts'
import { type Calls, mutation, nothing, ofConference, query } from './call.ts'

export const contactsCalls = {
  'contacts.list': query(ofConference, 'contacts').returns<Contact[]>(),
  /**
   * Creates or saves a contact field by field: changes of another window or program stay if the caller did not change that field. If both
   * changed it, the caller's value is stored and the other one is kept in the private note. @returns the stored contact
   */
  'contacts.save': {
    ...mutation(
      z.strictObject({
        id: ContactId,
        conference: ConferenceSlug,
        fields: ContactFields,
        /** The fields that the caller last received from the store, or null. */
        base: ContactFields.nullable().default(null),
        /** The caller's earlier save that was never answered; it may or may not be stored. */
        sent: ContactFields.nullable().default(null),
      }),
      'contacts',
    ).returns<SavedContact>(),
    isRetried: true,
  },
  'contacts.remove': mutation(z.strictObject({ id: ContactId }), 'contacts').returns<null>(),
  'contacts.restore': mutation(z.strictObject({ id: ContactId }), 'contacts').returns<null>(),

  /** The user of this profile, with an empty name until it is entered. */
  'people.me': query(nothing, 'people').returns<Person>(),
  'people.saveMe': mutation(PersonFields, 'people').returns<null>(),
  /** The office for report covers; the fields are empty until they are entered. */
  'people.office': query(nothing, 'people').returns<OfficeFields>(),
  'people.saveOffice': mutation(OfficeFields, 'people').returns<null>(),
  /** Everyone with a name: the user, and authors of imported notes. */
  'people.list': query(nothing, 'people').returns<Person[]>(),
  /** Keys of colleagues whose signed files were imported, by name. */
  'people.keys': query(nothing, 'people').returns<KnownKey[]>(),
  /** Removes a key: their next file counts as their first, or as one with another key. */
  'people.forgetKey': mutation(z.strictObject({ publicKey: z.base64().max(100) }), 'people').returns<null>(),
} as const satisfies Calls

/** `name`: '' if there is none. */
export type KnownKey = { publicKey: string; fingerprint: string; name: string; since: Instant }

/** `keptOther`: both had changed a field, and the other value is in the private note. */
export type SavedContact = Contact & { keptOther: boolean }
