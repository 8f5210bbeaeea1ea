/** Imports a conference pack (docs/pack-format.md): a signed ZIP of programme, floor plans and documents. */
import { readPack } from '../../../packs/read-pack.ts'
import type { Importer } from '../../importer.ts'
import { noMissingFields } from '../../matching/fill-in.ts'

export const pack: Importer = {
  id: 'rapporteur-pack',
  name: 'Conference pack',
  extensions: ['rapporteur-pack'],
  // The first entry's name starts at byte 30 (APPNOTE 4.3.7), or earlier in characters, since decoding may join bytes.
  detect: (beginning, fileName) =>
    /\.rapporteur-pack$/i.test(fileName) || /^PK[\s\S]{12,32}?manifest\.json/.test(beginning),
  parse: ({ bytes }) => {
    const { pack, programme } = readPack(bytes)
    return { bundle: programme, warnings: [], missing: noMissingFields, pack }
  },
}
