/**
 * Imports the Rapporteur conference JSON: ConferenceBundle of db/model.ts as a file, in UTF-8 (with or without a BOM) or UTF-16 with a BOM.
 */
import { readJson } from '../../../formats/json.ts'
import { collectProblems } from '../../../formats/problems.ts'
import type { Importer } from '../../importer.ts'
import { noMissingFields } from '../../matching/fill-in.ts'

export const rapporteurJson: Importer = {
  id: 'rapporteur-json',
  name: 'Rapporteur conference',
  extensions: ['json'],
  // The bracket at the start excludes packs, whose uncompressed entries contain the same words.
  detect: (beginning) =>
    beginning.startsWith('{') && /"format"\s*:\s*"rapporteur-conference"/.test(beginning),
  parse: ({ bytes }) => {
    const problems = collectProblems()
    return {
      bundle: removeSchema(readJson(bytes, problems)),
      warnings: problems.list(),
      missing: noMissingFields,
    }
  },
}

/** Removes `$schema`, which names the JSON Schema for editors and is not part of the conference. */
function removeSchema(json: unknown): unknown {
  if (json === null || typeof json !== 'object' || !('$schema' in json)) return json
  const { $schema, ...bundle } = json
  return typeof $schema === 'string' ? bundle : json
}
