import { basename } from 'node:path'
import { message } from '../../core/i18n/message.ts'
import { MAX_PICTURE_BYTES, type SharedContactField } from '../contract/index.ts'
import { StoreError, toLogText } from '../errors.ts'
import { collectProblems } from '../formats/problems.ts'
import type { ReadCards } from '../formats/vcard/read-cards.ts'
import type { ConferenceSlug, ContactFields, ContactId } from '../model.ts'
import {
  findContact,
  isContactEdited,
  listContacts,
  listMerged,
  putContact,
  setContactDeleted,
  setMerged,
} from '../sql/contacts.ts'
import { listFieldChanges } from '../sql/field-changes.ts'
import { getPerson } from '../sql/people.ts'
import { storePicture } from '../sql/picture-use.ts'
import { getSessionName } from '../sql/sessions.ts'
import { purgeContact } from '../sql/trash.ts'
import { readChosen } from '../store/chosen-file.ts'
import type { Writer } from '../store/context.ts'
import type { Sql } from '../store/open.ts'
import type { Context, HandlersOf } from './context.ts'

const MAX_CARD_BYTES = 64 * 1024 * 1024

export const contacts: HandlersOf<'contacts'> = {
  'contacts.list': ({ sql }, { conference }) => listContacts(sql, conference),

  'contacts.save': (context, { conference, ...change }) => save(context, conference, change),

  'contacts.read': async (context, { source }) => {
    const { people, warnings } = await readSource(context, source)
    return {
      people: people.map(({ photo, ...person }) => ({ ...person, hasPhoto: photo !== null })),
      warnings,
    }
  },

  'contacts.readCodes': async ({ grants }, picture) => {
    // Loaded on demand, to keep the start fast.
    const { readCodes } = await import('../codes/read-codes.ts')
    if ('bytes' in picture) return readCodes(picture.bytes)
    const path = grants.peek(picture.grant, 'read')
    const describeTooLarge = () => message('file.picture-too-large', { file: basename(path) })
    return readCodes(readChosen(path, MAX_PICTURE_BYTES, describeTooLarge))
  },

  'contacts.import': async (context, { conference, source, people }) => {
    const read = await readSource(context, source)
    const { readPicture } = await import('../formats/read-picture.ts')
    const problems = collectProblems()
    const storePhoto = (card: number): string | null => {
      const { photo = null, name = '' } = read.people[card] ?? {}
      if (photo === null) return null
      try {
        const picture = readPicture(photo)
        storePicture(context.sql, picture, photo)
        return picture.sha256
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        problems.add(message('card.photo-unread'), name, 'loss')
        return null
      }
    }
    const pictures = context.db
      .transaction(() =>
        people.map(({ id, fields, base, card }) => {
          const picture = fields.picture ?? storePhoto(card)
          save(context, conference, { id, fields: { ...fields, picture }, base, sent: null })
          return picture
        }),
      )
      .immediate()
    return { warnings: problems.list(), pictures }
  },

  'contacts.merge': (context, { conference, keep, others }) => {
    if (others.includes(keep.id))
      throw new StoreError('invalid-input', toLogText('A contact cannot be merged with itself.'))
    save(context, conference, { ...keep, sent: null })
    for (const id of others) setMerged(context, id, keep.id)
    return null
  },

  'contacts.takeBack': (context, { conference, added, restored, changed }) => {
    const { sql, now, author } = context
    for (const change of changed) save(context, conference, { ...change, sent: null })
    for (const id of restored) setContactDeleted(context, id, null)
    for (const id of added) {
      const isEdited = isContactEdited(sql, id)
      setContactDeleted(context, id, now())
      // What the delegate added since the import stays in the trash.
      if (!isEdited) purgeContact(sql, id, { now: now(), author: author() })
    }
    return null
  },

  'contacts.merged': ({ sql }, { conference }) => listMerged(sql, conference),

  'contacts.changes': ({ sql, author }, { conference, id }) =>
    listFieldChanges(sql, conference, { item: id })
      .map(({ field, value, person, at }) => ({
        field: field as SharedContactField,
        value,
        person: person === author() ? null : person,
        name: getPerson(sql, person).name,
        at,
      }))
      .sort((a, b) => (a.at < b.at ? 1 : -1)),

  'contacts.remove': (context, { id }) => {
    setContactDeleted(context, id, context.now())
    return null
  },
  'contacts.restore': (context, { id }) => {
    setContactDeleted(context, id, null)
    return null
  },
}

/** Reads a file of vCards, or the text of vCards or of a QR code. */
async function readSource(
  { grants }: Context,
  source: { grant: string } | { text: string },
): Promise<ReadCards> {
  // Loaded on demand, to keep the start fast.
  const { readCards } = await import('../formats/vcard/read-cards.ts')
  if ('text' in source) {
    const { readCode } = await import('../formats/vcard/read-code.ts')
    return readCode(source.text)
  }
  const path = grants.peek(source.grant, 'read')
  const describeTooLarge = () =>
    message('card.file-too-large', { file: basename(path), megabytes: MAX_CARD_BYTES / 1024 / 1024 })
  return readCards(readChosen(path, MAX_CARD_BYTES, describeTooLarge))
}

function save(
  context: Writer,
  conference: ConferenceSlug,
  { id, ...versions }: FieldVersions & { id: ContactId },
) {
  const { sql, now, author } = context
  const stored = findContact(sql, id)
  const { merged, keptOther } = stored
    ? mergeFields(sql, stored, versions)
    : { merged: versions.fields, keptOther: false }
  const updatedAt = now()
  putContact(sql, { ...merged, id, conference, author: author(), updatedAt })
  return { ...merged, id, updatedAt, createdBy: stored?.createdBy ?? null, keptOther }
}

/**
 * `fields`: what the writer entered. `base`: the values from which the writer started. `sent`: the fields of an earlier save that was never
 * answered, and that may have been stored.
 */
type FieldVersions = { fields: ContactFields; base: ContactFields | null; sent: ContactFields | null }
type Field = keyof ContactFields
/** Fields whose replaced value (a hash or a time) is not added to the note, since nobody could read it there. */
const unreadableFields: ReadonlySet<Field> = new Set(['picture', 'followedUpAt'])
const nullableFields: ReadonlySet<Field> = new Set(['metAt', 'followUpOn', 'followedUpAt', 'picture'])

/** Merges three versions of each field: the stored value, the value from which the writer started, and the writer's new value. */
function mergeFields(
  sql: Sql,
  stored: ContactFields,
  { fields, base, sent }: FieldVersions,
): { merged: ContactFields; keptOther: boolean } {
  const merged = { ...fields }
  const replaced: string[] = []
  for (const field of Object.keys(fields) as Field[]) {
    const before = base?.[field] ?? (nullableFields.has(field) ? null : '')
    const isKnownToWriter = [fields[field], before, sent?.[field]].includes(stored[field])
    if (isKnownToWriter) continue
    if (fields[field] === before) Object.assign(merged, { [field]: stored[field] })
    else if (stored[field] && !unreadableFields.has(field))
      replaced.push(field === 'metAt' ? getSessionName(sql, stored.metAt) : String(stored[field]))
  }
  if (replaced.length > 0) merged.note = [merged.note, ...replaced].filter(Boolean).join('\n')
  return { merged, keptOther: replaced.length > 0 }
}
