/** The manifest of a conference pack (docs/pack-format.md). */
import { z } from 'zod'
import { parseAddress } from '../../core/address.ts'
import { documentTypes } from '../../core/document-types.ts'
import type { MessageCode } from '../../core/i18n/message.ts'
import { line } from '../model.ts'
import { publisher } from './publisher.ts'
import { getEndingsPattern, pathPattern, titlePattern } from './schema-patterns.ts'

export const MANIFEST = 'manifest.json'
export const SIGNATURE = 'signature.json'
export const PROGRAMME = 'programme.json'

export const planTypes = ['png', 'jpg', 'jpeg', 'svg', 'pdf']

const path = z
  .string()
  .max(160)
  .regex(
    /^(?:floor-plans|documents)\/[\p{Letter}\p{Number}_][\p{Letter}\p{Mark}\p{Number} ._()-]*\.(?:[a-z]{2,4}|traineddata)$/u,
    'value.pack-path',
  )
  .meta({ pattern: pathPattern })
// Also checks the length, since "$" in Python matches before a final line break too.
const sha256 = z
  .string()
  .length(64)
  .regex(/^[0-9a-f]{64}$/, 'value.sha256')
const guids = z.array(z.string().min(1).max(200)).max(2_000).default([])

/** The folder of a file by its role. */
export const folders = { 'floor-plan': 'floor-plans', document: 'documents' } as const

export const PackEntry = z
  .strictObject({
    path,
    role: z.enum(['floor-plan', 'document']),
    title: line.max(200).meta({ pattern: titlePattern }),
    size: z.int().min(1),
    sha256,
    /** guids of the programme's rooms that a floor plan shows. */
    rooms: guids,
    /** guids of the programme's sessions that a document is for. */
    sessions: guids,
  })
  .refine((entry) => entry.path.startsWith(`${folders[entry.role]}/`), {
    path: ['path'],
    message: 'value.wrong-folder',
  })
  .meta({
    oneOf: [
      {
        properties: {
          role: { const: 'floor-plan' },
          path: { type: 'string', pattern: getEndingsPattern('floor-plans', planTypes) },
        },
      },
      {
        properties: {
          role: { const: 'document' },
          path: { type: 'string', pattern: getEndingsPattern('documents', Object.keys(documentTypes)) },
        },
      },
    ],
  })
export type PackEntry = z.infer<typeof PackEntry>

/** The https address from which the newest pack of the conference is downloaded. */
export const packAddress = z
  .string()
  .max(2_000)
  .refine((text) => parseAddress(text) !== null, 'value.https-address')
  .meta({ pattern: '^https://[^@]+$' })

export const PackManifest = z.strictObject({
  format: z.literal('rapporteur-pack'),
  formatVersion: z.literal(1),
  /** The name of the key's owner. */
  publisher,
  createdAt: z.iso.datetime(),
  programme: z.strictObject({ path: z.literal(PROGRAMME), size: z.int().min(1), sha256 }),
  files: z.array(PackEntry).max(500),
  address: packAddress.optional(),
})
export type PackManifest = z.infer<typeof PackManifest>

/** RFC 4648 §4. Checks the padding too, since the same number of digits can encode up to two bytes more or less. */
function createBase64Schema(bytes: number, problem: MessageCode) {
  const padding = '='.repeat((3 - (bytes % 3)) % 3)
  const digits = 4 * Math.ceil(bytes / 3) - padding.length
  return z.string().regex(new RegExp(`^[A-Za-z\\d+/]{${digits}}${padding}$`), problem)
}

/** Signs the manifest's exact bytes. Key and signature are Ed25519 (RFC 8032), raw, in base64. */
export const PackSignature = z.strictObject({
  algorithm: z.literal('Ed25519'),
  publicKey: createBase64Schema(32, 'value.public-key'),
  signature: createBase64Schema(64, 'value.signature'),
  /** The endorsement of this key by the former key: its signature over `rapporteur-pack-key:` and this public key. */
  endorsement: z
    .strictObject({
      publicKey: createBase64Schema(32, 'value.public-key'),
      signature: createBase64Schema(64, 'value.signature'),
    })
    .optional(),
})
export type PackSignature = z.infer<typeof PackSignature>
export type Endorsement = NonNullable<PackSignature['endorsement']>
