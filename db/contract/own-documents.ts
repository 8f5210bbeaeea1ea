/** Documents that the delegate attaches to sessions and notes. They are never shared. */
import { z } from 'zod'
import { ConferenceSlug, Guid, NoteId } from '../model.ts'
import { type Calls, grant, mutation } from './call.ts'

/** The id of a document that the delegate attached. In lists of documents it takes the place of the path of a pack's document. */
export const OwnDocumentId = z.uuid().pipe(Guid)
export type OwnDocumentId = z.infer<typeof OwnDocumentId>

const target = {
  /** Chosen by the caller. */
  id: OwnDocumentId,
  conference: ConferenceSlug,
  session: Guid.nullable(),
  note: NoteId.nullable(),
}

function isAttached({ session, note }: { session: Guid | null; note: NoteId | null }): boolean {
  return (session === null) !== (note === null)
}
const NOT_ATTACHED = 'expected a session or a note'

export const ownDocumentsCalls = {
  /** Attaches a file of any kind. A file larger than MAX_DOCUMENT_BYTES is refused as `bad-file`. */
  'ownDocuments.add': {
    ...mutation(
      z
        .strictObject({
          ...target,
          fileName: z.string().min(1).max(255),
          bytes: z.instanceof(Uint8Array),
        })
        .refine(isAttached, NOT_ATTACHED),
      'programme',
    ).returns<null>(),
    takesLong: true,
  },
  /** Attaches a file that was chosen in a dialog. */
  'ownDocuments.addFile': {
    ...mutation(
      z.strictObject({ ...target, grant }).refine(isAttached, NOT_ATTACHED),
      'programme',
    ).returns<null>(),
    takesLong: true,
  },
  'ownDocuments.remove': mutation(z.strictObject({ id: OwnDocumentId }), 'programme').returns<null>(),
  /** Undo of ownDocuments.remove. */
  'ownDocuments.restore': mutation(z.strictObject({ id: OwnDocumentId }), 'programme').returns<null>(),
} as const satisfies Calls
