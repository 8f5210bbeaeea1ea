/** Contacts, and the people who write. */
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
   * Creates or saves, field by field: what another window or program changed meanwhile, and the caller did not, stays. Where both
   * changed a field, the caller's is taken and the other one is kept in the private note. Answers what is stored now.
   */
  'contacts.save': {
    ...mutation(
      z.strictObject({
        id: ContactId,
        conference: ConferenceSlug,
        fields: ContactFields,
        /** The fields that the caller last received from the store, or null. */
        base: ContactFields.nullable().default(null),
        /** A save of the caller's whose answer never came: it may be stored or not. */
        sent: ContactFields.nullable().default(null),
      }),
      'contacts',
    ).returns<SavedContact>(),
    isRetried: true,
  },
  'contacts.remove': mutation(z.strictObject({ id: ContactId }), 'contacts').returns<null>(),
  'contacts.restore': mutation(z.strictObject({ id: ContactId }), 'contacts').returns<null>(),

  /** Who writes here: the name is empty until it was told. */
  'people.me': query(nothing, 'people').returns<Person>(),
  'people.saveMe': mutation(PersonFields, 'people').returns<null>(),
  /** For the cover of reports; empty fields until something was told. */
  'people.office': query(nothing, 'people').returns<OfficeFields>(),
  'people.saveOffice': mutation(OfficeFields, 'people').returns<null>(),
  /** Everyone known by name: who writes here, and whose notes were taken in. */
  'people.list': query(nothing, 'people').returns<Person[]>(),
  /** Of colleagues whose signed files were taken in, by name. */
  'people.keys': query(nothing, 'people').returns<KnownKey[]>(),
  /** Their next file counts as their first one, or as one with another key. */
  'people.forgetKey': mutation(z.strictObject({ publicKey: z.base64().max(100) }), 'people').returns<null>(),
} as const satisfies Calls

/** `name`: '' without one. */
export type KnownKey = { publicKey: string; fingerprint: string; name: string; since: Instant }

/** `keptOther`: both had changed a field, and the other's is in the private note. */
export type SavedContact = Contact & { keptOther: boolean }
