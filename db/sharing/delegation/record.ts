/**
 * One file of a delegation, before encryption: a line with the signature, a line with the record, and the notes as a bundle. The name of
 * the encrypted file contains its SHA-256, which shows whether the file was copied completely.
 */
import { strToU8 } from 'fflate'
import { z } from 'zod'
import { Confidentiality, ContactId, Guid, Instant, NoteId, Sha256 } from '../../model.ts'
import { getPublicKey, isSignedBy, readKey, signBytes } from '../../packs/keys.ts'
import { PackSignature } from '../../packs/manifest.ts'
import { MAX_CHANGE_NUMBER } from '../../sql/field-changes.ts'
import { BundlePerson } from '../bundle.ts'
import { sha256 } from '../container.ts'
import { getDeviceOfKey } from '../device.ts'
import { GroupKey } from './group-keys.ts'

/** A change of one field of a contact or task. */
const Change = z.object({
  kind: z.string().max(20),
  item: z.string().max(100),
  field: z.string().max(40),
  number: z.int().min(1).max(MAX_CHANGE_NUMBER),
  at: Instant,
  value: z.union([z.string().max(20_000), z.boolean(), z.null()]),
})

const Choice = z.object({ at: Instant, isShared: z.boolean() })

/** Unknown properties, which a later version may add, are dropped. */
const DelegationRecord = z.object({
  format: z.literal('rapporteur-delegation'),
  group: z.uuid(),
  device: z.uuid(),
  person: BundlePerson,
  recipient: z.string().regex(/^age1[0-9a-z]+$/),
  /** A time that is later than in every earlier record of the device. */
  createdAt: Instant,
  /** A new group key. Such a file is encrypted to the devices that get the key, and contains nothing else. */
  key: GroupKey.optional(),
  /** The sessions that the sender attends; null if they did not change or are not shared. */
  stars: z.array(Guid).nullable().default(null),
  /** The time of the last change of the stars on the sender's device; missing in files of earlier versions. */
  starsAt: Instant.optional(),
  /** The state of each note that was withdrawn at some time. */
  visibility: z
    .record(
      NoteId,
      z.object({
        at: Instant,
        isWithdrawn: z.boolean(),
        confidentiality: Confidentiality.optional(),
        isByChoice: z.boolean().optional(),
      }),
    )
    .default({}),
  /** Up to which level of confidentiality the notes contain passages; missing in files of earlier versions. */
  level: Confidentiality.optional(),
  /** Whether the sender shares internal notes and stars, and when that last changed. Only the sender's other computers use it. */
  choices: z.object({ internal: Choice.optional(), stars: Choice.optional() }).default({}),
  /** The sender's notes that all members may edit. */
  writable: z.array(NoteId).default([]),
  /** The last change of `writable` for each note. For other computers of the same person. */
  writableChanges: z.record(NoteId, z.object({ at: Instant, isWritable: z.boolean() })).default({}),
  /** The shared text of notes that several people write: a state of Yjs in base64, by note. */
  texts: z.record(NoteId, z.base64()).default({}),
  /** The changes of contacts and tasks that the sender's device made. */
  changes: z.array(Change).default([]),
  /** The last changes by devices that do not belong to the delegation any more, whose files may be gone. */
  formerChanges: z.array(Change.extend({ device: z.uuid(), person: BundlePerson.shape.id })).default([]),
  /** The contacts in `changes` and `visibility` that the sender met, and so can withdraw. */
  met: z.array(ContactId).default([]),
  /** The sender left the delegation. */
  hasLeft: z.boolean().default(false),
  /** The SHA-256 of the bundle; null without notes. */
  bundle: Sha256.nullable().default(null),
})
export type DelegationRecord = z.infer<typeof DelegationRecord>
export type OpenedRecord = { record: DelegationRecord; publicKey: string; bundle: Uint8Array | null }

/** @returns the content of the file. `privateKey`: the device's key in PEM */
export function writeRecord(
  record: z.input<typeof DelegationRecord>,
  bundle: Uint8Array | null,
  privateKey: string,
): Uint8Array {
  const line = JSON.stringify({ ...record, bundle: bundle && sha256(bundle) })
  const key = readKey(privateKey)
  const signature: PackSignature = {
    algorithm: 'Ed25519',
    publicKey: getPublicKey(key),
    signature: signBytes(key, strToU8(line)),
  }
  return Buffer.concat([strToU8(`${JSON.stringify(signature)}\n${line}\n`), bundle ?? new Uint8Array()])
}

/** @returns null if the content is not a record that the named device signed */
export function readRecord(content: Uint8Array, device: string): OpenedRecord | null {
  const bytes = Buffer.from(content)
  const firstBreak = bytes.indexOf('\n')
  const secondBreak = bytes.indexOf('\n', firstBreak + 1)
  if (firstBreak < 0 || secondBreak < 0) return null
  const signature = PackSignature.safeParse(parse(bytes.subarray(0, firstBreak))).data
  const line = bytes.subarray(firstBreak + 1, secondBreak)
  const record = DelegationRecord.safeParse(parse(line)).data
  if (!signature || !record || record.device !== device) return null
  const { publicKey } = signature
  if (getDeviceOfKey(publicKey) !== device || !isSignedBy(publicKey, line, signature.signature)) return null
  const bundle = bytes.subarray(secondBreak + 1)
  if (record.bundle === null) return { record, publicKey, bundle: null }
  return sha256(bundle) === record.bundle ? { record, publicKey, bundle: new Uint8Array(bundle) } : null
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return null
  }
}
