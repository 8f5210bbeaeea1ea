/** Contacts, the user and other authors. */
import { z } from 'zod'
import type { Message } from '../../core/i18n/message.ts'
import type { FactKind, ReadPerson } from '../formats/vcard/person.ts'
import {
  CardFields,
  ConferenceSlug,
  type Contact,
  ContactFields,
  ContactId,
  type Instant,
  OfficeFields,
  type Person,
  PersonFields,
} from '../model.ts'
import { type Calls, conferenceInput, grant, mutation, noInput, query } from './call.ts'

/** A file of vCards, or the text of vCards or of a QR code. */
const cardSource = z.union([z.strictObject({ grant }), z.strictObject({ text: z.string().max(5_000_000) })])
const MAX_PEOPLE = 20_000
const conference = ConferenceSlug
/** `base`: the stored fields on which the change is based; null for a new contact. */
const contactChange = z.strictObject({ id: ContactId, fields: ContactFields, base: ContactFields.nullable() })

export const contactsCalls = {
  'contacts.list': query(conferenceInput, 'contacts').returns<Contact[]>(),
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
  /** Reads people without storing them. A grant stays valid for `contacts.import`. */
  'contacts.read': {
    ...mutation(z.strictObject({ source: cardSource })).returns<ReadPeople>(),
    takesLong: true,
  },
  /** Resolves to the texts of the QR and similar codes in a picture, for `contacts.read`. Stores nothing. */
  'contacts.readCodes': {
    ...mutation(
      z.union([
        z.strictObject({ bytes: z.instanceof(Uint8Array).refine(({ length }) => length > 0) }),
        z.strictObject({ grant }),
      ]),
    ).returns<string[]>(),
    takesLong: true,
  },
  /**
   * Stores people whom the delegate confirmed. `card`: the index of the person in the source. The photo there becomes the picture.
   * @returns warnings about photos that could not be kept, and the picture of each of `people`
   */
  'contacts.import': {
    ...mutation(
      z.strictObject({
        conference,
        source: cardSource,
        people: z.array(contactChange.extend({ card: z.int().min(0) })).max(MAX_PEOPLE),
      }),
      'contacts',
    ).returns<{ warnings: Message[]; pictures: ContactFields['picture'][] }>(),
    takesLong: true,
  },
  /** Merges `others` into `keep` and deletes them. Links to them then lead to `keep`. */
  'contacts.merge': mutation(
    z.strictObject({ conference, keep: contactChange, others: z.array(ContactId).min(1).max(100) }),
    'contacts',
  ).returns<null>(),
  /**
   * Undoes an import or a merge: removes added contacts, restores deleted contacts, and puts back earlier fields. An added contact that was
   * edited since goes to the trash.
   */
  'contacts.takeBack': mutation(
    z.strictObject({
      conference,
      added: z.array(ContactId).max(MAX_PEOPLE),
      restored: z.array(ContactId).max(100),
      changed: z.array(contactChange).max(MAX_PEOPLE),
    }),
    'contacts',
  ).returns<null>(),
  /** Maps each merged contact to the contact into which it was merged. */
  'contacts.merged': query(conferenceInput, 'contacts').returns<Record<ContactId, ContactId>>(),
  /** The changes that members of the delegation made to the contact, newest first. */
  'contacts.changes': query(
    z.strictObject({ conference: ConferenceSlug, id: ContactId }),
    'contacts',
    'people',
  ).returns<ContactChange[]>(),
  'contacts.remove': mutation(z.strictObject({ id: ContactId }), 'contacts').returns<null>(),
  'contacts.restore': mutation(z.strictObject({ id: ContactId }), 'contacts').returns<null>(),

  /** The user of this profile, with an empty name until it is entered. */
  'people.me': query(noInput, 'people').returns<Person>(),
  'people.saveMe': mutation(PersonFields, 'people').returns<null>(),
  /** The office for report covers; the fields are empty until they are entered. */
  'people.office': query(noInput, 'people').returns<OfficeFields>(),
  'people.saveOffice': mutation(OfficeFields, 'people').returns<null>(),
  /** The addresses on the delegate's own card, and the card as vCard 3.0; '' without a name. */
  'people.card': query(noInput, 'people').returns<CardFields & { text: string }>(),
  'people.saveCard': mutation(CardFields, 'people').returns<null>(),
  /** Everyone with a name: the user, and authors of imported notes. */
  'people.list': query(noInput, 'people').returns<Person[]>(),
  /** Keys of colleagues whose signed files were imported, by name. */
  'people.keys': query(noInput, 'people').returns<KnownKey[]>(),
  /** Removes a key. The colleague's next file then counts as the first one, or as signed with another key if more keys are known. */
  'people.forgetKey': mutation(z.strictObject({ publicKey: z.base64().max(100) }), 'people').returns<null>(),
} as const satisfies Calls

export type { FactKind }

/** The fields of a contact that a delegation shares. isDeleted: whether the delegate who met the person deleted the contact. */
export type SharedContactField =
  | 'name'
  | 'organisation'
  | 'country'
  | 'role'
  | 'email'
  | 'telephone'
  | 'metAt'
  | 'confidentiality'
  | 'isDeleted'

/** `hasPhoto`: the card has a photo, which the import keeps. */
export type PersonOnCard = Omit<ReadPerson, 'photo'> & { hasPhoto: boolean }
export type ReadPeople = { people: PersonOnCard[]; warnings: Message[] }

/** `name`: '' if there is none. */
export type KnownKey = { publicKey: string; fingerprint: string; name: string; since: Instant }

/** `person`: null for the delegate. `name`: '' if unknown. `value`: null for no session. */
export type ContactChange = {
  field: SharedContactField
  value: string | boolean | null
  person: string | null
  name: string
  at: Instant
}

/** `keptOther`: both writers had changed a field, and the other value is in the private note. */
export type SavedContact = Contact & { keptOther: boolean }
