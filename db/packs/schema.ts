/** Generates the JSON Schemas (2020-12) in docs/. A test checks that they match the reader. */
import { z } from 'zod'
import { ConferenceBundle } from '../model.ts'
import { PackPlan } from './description.ts'
import { PackManifest, PackSignature } from './manifest.ts'

export const packSchemas = {
  'conference-json.schema.json': {
    title: 'Conference JSON of Rapporteur',
    ...z.toJSONSchema(ConferenceBundle.extend({ $schema: z.string().optional() }), { io: 'input' }),
  },
  'pack-json.schema.json': {
    title: 'pack.json, of which Rapporteur makes a conference pack',
    ...z.toJSONSchema(PackPlan, { io: 'input' }),
  },
  'pack-format.schema.json': {
    title: 'manifest.json of a Rapporteur conference pack',
    ...z.toJSONSchema(PackManifest, { io: 'input' }),
  },
  'pack-signature.schema.json': {
    title: 'signature.json of a Rapporteur conference pack',
    ...z.toJSONSchema(PackSignature, { io: 'input' }),
  },
}
