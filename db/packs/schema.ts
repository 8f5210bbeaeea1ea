/** The JSON Schemas (2020-12) in docs/; a test holds them and what is read together. */
import { z } from 'zod'
import { PackManifest, PackSignature } from './manifest.ts'

export const packSchemas: Readonly<Record<string, unknown>> = {
  'pack-format.schema.json': {
    title: 'manifest.json of a Rapporteur conference pack',
    ...z.toJSONSchema(PackManifest, { io: 'input' }),
  },
  'pack-signature.schema.json': {
    title: 'signature.json of a Rapporteur conference pack',
    ...z.toJSONSchema(PackSignature, { io: 'input' }),
  },
}
